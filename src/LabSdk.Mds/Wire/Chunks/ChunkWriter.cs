using System.Buffers.Binary;

namespace LabSdk.Mds.Wire;

/// <summary>Cuts messages into chunks as the firmware's packetizer does. Used by simulated devices.</summary>
internal static class ChunkWriter
{
    private const int CrcBytes = 2;

    /// <summary>The smallest buffer that a first chunk fits in.</summary>
    public const int SmallestBuffer = 9;

    /// <summary>The whole message as one chunk of any length.</summary>
    public static byte[] Whole(ReadOnlySpan<byte> message)
    {
        var chunk = new byte[1 + message.Length + CrcBytes];
        chunk[0] = 0x08;
        message.CopyTo(chunk.AsSpan(1));
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(1 + message.Length), Crc16.Compute(message));
        return chunk;
    }

    /// <summary>The chunks of a message for buffers of one size.</summary>
    /// <param name="message">At least one byte.</param>
    /// <param name="bufferSize">At least <see cref="SmallestBuffer"/>.</param>
    public static IReadOnlyList<byte[]> Cut(ReadOnlySpan<byte> message, int bufferSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bufferSize, SmallestBuffer);
        if (1 + message.Length + CrcBytes <= bufferSize)
        {
            return [Whole(message)];
        }

        var crc = Crc16.Compute(message);
        var chunks = new List<byte[]>();
        Span<byte> buffer = new byte[bufferSize];
        for (var offset = 0; ;)
        {
            var head = 1 + Varint.Write(buffer[1..], (uint)(offset == 0 ? message.Length : offset));
            var data = message.Slice(offset, Math.Min(bufferSize - head, message.Length - offset));
            data.CopyTo(buffer[head..]);
            var end = head + data.Length;

            // The checksum is never divided: without room for both bytes it comes alone in one more chunk.
            var isLast = offset > 0 && offset + data.Length == message.Length && bufferSize - end >= CrcBytes;
            buffer[0] = offset == 0 ? (byte)0x48 : isLast ? (byte)0x80 : (byte)0xC0;
            if (isLast)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(buffer[end..], crc);
                chunks.Add(buffer[..(end + CrcBytes)].ToArray());
                return chunks;
            }

            chunks.Add(buffer[..end].ToArray());
            offset += data.Length;
        }
    }
}
