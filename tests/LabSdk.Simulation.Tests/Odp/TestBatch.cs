using System.Buffers.Binary;
using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>Batches of records, built by the rules of message format 2.</summary>
internal static class TestBatch
{
    public static byte[] Of(int count, long producer = -1, short epoch = -1, int sequence = -1, long timestamp = 1000, byte value = 7, short attributes = 0)
    {
        List<byte> records = [];
        for (var i = 0; i < count; i++)
        {
            // attributes, timestamp delta i, offset delta i, no key, one byte of value, no headers; numbers are zigzag
            byte[] body = [0, .. Varint(i), .. Varint(i), 1, 2, value, 0];
            records.AddRange([.. Varint(body.Length), .. body]);
        }

        var batch = new byte[61 + records.Count];
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), batch.Length - 12);
        batch[16] = 2;
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(21), attributes);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(23), count - 1);
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(27), timestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(35), timestamp + count - 1);
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(43), producer);
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(51), epoch);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(53), sequence);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(57), count);
        records.CopyTo(batch, 61);
        return Sealed(batch);
    }

    /// <summary>With the right checksum.</summary>
    public static byte[] Sealed(byte[] batch)
    {
        BinaryPrimitives.WriteUInt32BigEndian(batch.AsSpan(17), Crc32C.Of(batch.AsSpan(21)));
        return batch;
    }

    private static byte[] Varint(int value)
    {
        var zigzag = (uint)((value << 1) ^ (value >> 31));
        List<byte> bytes = [];
        for (; zigzag >= 0x80; zigzag >>= 7)
        {
            bytes.Add((byte)(zigzag | 0x80));
        }

        bytes.Add((byte)zigzag);
        return [.. bytes];
    }
}
