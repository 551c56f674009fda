namespace LabSdk.Rig.Tests.Support.Mctp;

/// <summary>One message between two endpoints. Its first byte is the message type.</summary>
internal readonly record struct MctpMessage(byte Destination, byte Source, byte Tag, bool IsTagOwner, byte[] Bytes);

/// <summary>Messages cut into packets of at most 64 bytes behind a header of 4, and put together again (DSP0236).</summary>
internal sealed class MctpPackets
{
    public const int MostPayload = 64;

    private const int HeaderSize = 4;
    private const byte Version = 1, Start = 0x80, End = 0x40, OwnerBit = 0x08;

    private readonly Dictionary<(byte Destination, byte Source, byte Tag), (List<byte> Bytes, int Sequence)> _parts = [];

    /// <summary>Packets that fitted to no message.</summary>
    public int Stray { get; private set; }

    public static IEnumerable<byte[]> Cut(MctpMessage message)
    {
        var count = Math.Max(1, (message.Bytes.Length + MostPayload - 1) / MostPayload);
        for (var i = 0; i < count; i++)
        {
            var flags = (i == 0 ? Start : 0) | (i == count - 1 ? End : 0) | ((i & 3) << 4) | (message.IsTagOwner ? OwnerBit : 0) | message.Tag;
            yield return [Version, message.Destination, message.Source, (byte)flags, .. message.Bytes.Skip(i * MostPayload).Take(MostPayload)];
        }
    }

    /// <summary>Takes a packet; the message when this is its last one.</summary>
    public MctpMessage? Push(byte[] packet)
    {
        if (packet.Length <= HeaderSize || (packet[0] & 0x0F) != Version)
        {
            Stray++;
            return null;
        }

        var (flags, sequence, key) = (packet[3], (packet[3] >> 4) & 3, (packet[1], packet[2], (byte)(packet[3] & 0x0F)));
        if ((flags & Start) != 0)
        {
            _parts[key] = ([], sequence);
        }
        else if (!_parts.TryGetValue(key, out var known) || ((known.Sequence + 1) & 3) != sequence)
        {
            _parts.Remove(key);
            Stray++;
            return null;
        }

        var bytes = _parts[key].Bytes;
        _parts[key] = (bytes, sequence);
        bytes.AddRange(packet.Skip(HeaderSize));
        if ((flags & End) == 0)
        {
            return null;
        }

        _parts.Remove(key);
        return new MctpMessage(packet[1], packet[2], (byte)(flags & 7), (flags & OwnerBit) != 0, [.. bytes]);
    }
}
