using System.Buffers.Binary;
using System.Numerics;

namespace LabSdk.Mds.Upload;

/// <summary>What a record of a queue file means.</summary>
internal enum JournalRecordKind : byte
{
    /// <summary>Payload: the data URI. First in the file.</summary>
    Header = 1,

    /// <summary>Payload: a chunk; the number is its own.</summary>
    Chunk = 2,

    /// <summary>Every chunk up to this number was sent.</summary>
    Sent = 3,

    /// <summary>Every chunk up to this number was refused for good. Payload: the status.</summary>
    Rejected = 4,

    /// <summary>Refused chunks up to this number are not wanted any more.</summary>
    Forgotten = 5,
}

/// <summary>The records of a queue file: payload length u32, kind u8, number u64, payload, CRC-32C of all before; little-endian.</summary>
internal static class JournalRecord
{
    public const int Overhead = HeadBytes + CrcBytes;

    private const int HeadBytes = 13, CrcBytes = 4;
    private const int LongestPayload = 64 * 1024 * 1024;

    public static byte[] Write(JournalRecordKind kind, long number, ReadOnlySpan<byte> payload)
    {
        var record = new byte[Overhead + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        record[4] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(5), number);
        payload.CopyTo(record.AsSpan(HeadBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(HeadBytes + payload.Length), Crc(record.AsSpan(0, HeadBytes + payload.Length)));
        return record;
    }

    /// <summary>Reads the record at the start; false when it is cut off or damaged.</summary>
    /// <param name="bytes">What is left of the file: may be anything.</param>
    /// <param name="kind">What it means.</param>
    /// <param name="number">Its number.</param>
    /// <param name="payload">Its payload.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out JournalRecordKind kind, out long number, out ReadOnlySpan<byte> payload)
    {
        kind = default;
        number = 0;
        payload = default;
        if (bytes.Length < Overhead)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length is < 0 or > LongestPayload || length > bytes.Length - Overhead)
        {
            return false;
        }

        var end = HeadBytes + length;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[end..]) != Crc(bytes[..end]))
        {
            return false;
        }

        kind = (JournalRecordKind)bytes[4];
        number = BinaryPrimitives.ReadInt64LittleEndian(bytes[5..]);
        payload = bytes[HeadBytes..end];
        return true;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
