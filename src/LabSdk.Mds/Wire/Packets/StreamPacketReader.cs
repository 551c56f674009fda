namespace LabSdk.Mds.Wire;

/// <summary>Takes a stream packet apart. Allocates nothing.</summary>
internal static class StreamPacketReader
{
    private const byte SequenceMask = 0x1F;

    /// <summary>Reads a packet; false when it cannot be one in this framing.</summary>
    /// <param name="payload">The packet without its report id.</param>
    /// <param name="framing">The framing in use.</param>
    /// <param name="sequence">0 to 31; the reserved upper bits are ignored.</param>
    /// <param name="chunk">The chunk, a part of the payload; may be empty. Bare packets longer than 63 chunk bytes are cut, as the reference does.</param>
    public static bool TryRead(ReadOnlySpan<byte> payload, StreamFraming framing, out byte sequence, out ReadOnlySpan<byte> chunk)
    {
        sequence = 0;
        chunk = default;
        if (payload.Length < (framing == StreamFraming.Bare ? 1 : 2))
        {
            return false;
        }

        if (framing == StreamFraming.Bare)
        {
            chunk = payload[1..Math.Min(payload.Length, MdsLimits.BareChunk + 1)];
        }
        else
        {
            var length = payload[1];
            if (length > MdsLimits.LengthChunk || length > payload.Length - 2)
            {
                return false;
            }

            chunk = payload.Slice(2, length);
        }

        sequence = (byte)(payload[0] & SequenceMask);
        return true;
    }

    /// <summary>Writes a packet into a zeroed payload and returns the bytes used without padding.</summary>
    public static int Write(Span<byte> payload, StreamFraming framing, int sequence, ReadOnlySpan<byte> chunk)
    {
        payload[0] = (byte)(sequence & SequenceMask);
        var start = 1;
        if (framing == StreamFraming.Length)
        {
            payload[1] = (byte)chunk.Length;
            start = 2;
        }

        chunk.CopyTo(payload[start..]);
        return start + chunk.Length;
    }
}
