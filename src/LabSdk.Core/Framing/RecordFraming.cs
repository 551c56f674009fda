using System.Buffers.Binary;

namespace LabSdk.Framing;

/// <summary>
/// The frame of append-only files: a header of 16 bytes, then records of length, checksum and body. All numbers are little-endian;
/// a length is believed only as far as the file has bytes.
/// </summary>
internal static class RecordFraming
{
    /// <summary>Magic, two version numbers, checksum.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Length and checksum in front of each body.</summary>
    public const int HeadBytes = 8;

    public static void WriteHeader(Span<byte> header, ReadOnlySpan<byte> magic, ushort major, ushort minor)
    {
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], major);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], minor);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Crc32C.Of(header[..12]));
    }

    /// <summary>Reads the header of a file.</summary>
    public static FileHeaderState ReadHeader(Stream stream, ReadOnlySpan<byte> magic, ushort major, out ushort found)
    {
        found = 0;
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith(magic))
        {
            return FileHeaderState.Foreign;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != Crc32C.Of(header[..12]))
        {
            return FileHeaderState.Damaged;
        }

        found = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        return found == major ? FileHeaderState.Good : FileHeaderState.OtherVersion;
    }

    /// <summary>Writes length and checksum in front of a body that stands behind them.</summary>
    public static void Seal(Span<byte> record)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(record.Length - HeadBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Crc32C.Of(record[..4], record[HeadBytes..]));
    }

    /// <summary>True when the checksum of a record fits.</summary>
    public static bool IsSound(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) =>
        BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) == Crc32C.Of(head[..4], body);

    /// <summary>Reads the next record, sound or not.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="head">Where its first bytes go.</param>
    /// <param name="body">Where its body goes; replaced by a larger one when it must be, which the file really fills.</param>
    /// <param name="longest">The longest body there may be.</param>
    /// <param name="length">The length of the body.</param>
    /// <returns>False at the end, also inside a record.</returns>
    public static bool TryRead(Stream stream, Span<byte> head, ref byte[] body, int longest, out int length)
    {
        length = 0;
        if (stream.ReadAtLeast(head[..HeadBytes], HeadBytes, throwOnEndOfStream: false) < HeadBytes)
        {
            return false;
        }

        var told = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (told == 0 || told > (uint)longest || told > stream.Length - stream.Position)
        {
            return false;
        }

        length = (int)told;
        if (body.Length < length)
        {
            body = new byte[Math.Max(length, 4096)];
        }

        return stream.ReadAtLeast(body.AsSpan(0, length), length, throwOnEndOfStream: false) == length;
    }
}
