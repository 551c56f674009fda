using LabSdk.Framing;

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
    public const int HeaderBytes = RecordFraming.HeaderBytes;

    /// <summary>Length and checksum in front of each record; its kind is the first byte of the body.</summary>
    public const int RecordHeadBytes = RecordFraming.HeadBytes;

    /// <summary>The longest body: an image of 8192 x 8192 doubles.</summary>
    public const int LongestBody = 512 * 1024 * 1024 + 4096;

    /// <summary>LABRUN and a line end of each kind, so that a transfer as text shows.</summary>
    public static ReadOnlySpan<byte> Magic => "LABRUN\r\n"u8;

    public static void WriteHeader(Span<byte> header) => RecordFraming.WriteHeader(header, Magic, MajorVersion, MinorVersion);

    /// <summary>CRC-32C (Castagnoli) of one or two pieces.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default) => Framing.Crc32C.Of(first, second);
}
