using System.Buffers.Binary;
using System.Numerics;

namespace LabSdk;

/// <summary>The bytes of a journal, as docs/explanations/runs.md writes them down. All numbers are little-endian.</summary>
internal static class JournalFormat
{
    /// <summary>The ending of journal files, with its dot.</summary>
    public const string Extension = ".labrun";

    /// <summary>A reader refuses another major version.</summary>
    public const ushort MajorVersion = 1;

    /// <summary>Grows with what old readers may skip.</summary>
    public const ushort MinorVersion = 0;

    /// <summary>Magic, two version numbers, checksum.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Length and checksum in front of each record; its kind is the first byte of the body.</summary>
    public const int RecordHeadBytes = 8;

    /// <summary>The longest body: an image of 8192 x 8192 doubles.</summary>
    public const int LongestBody = 512 * 1024 * 1024 + 4096;

    /// <summary>LABRUN and a line end of each kind, so that a transfer as text shows.</summary>
    public static ReadOnlySpan<byte> Magic => "LABRUN\r\n"u8;

    public static void WriteHeader(Span<byte> header)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], MajorVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], MinorVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Crc32C(header[..12]));
    }

    /// <summary>CRC-32C (Castagnoli) of one or two pieces.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default) => ~Continue(Continue(uint.MaxValue, first), second);

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
