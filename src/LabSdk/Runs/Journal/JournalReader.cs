using System.Buffers.Binary;
using System.Text.Json;

namespace LabSdk;

/// <summary>
/// Reads a journal from a file of any state: whole, torn at the end, damaged in the middle, or hostile. Memory is taken only for
/// what the file really holds.
/// </summary>
internal static class JournalReader
{
    /// <exception cref="JournalException">The file is not a journal, of another version, or ends before its first record.</exception>
    public static JournalContent Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            return Read(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotReadable(path, error.Message.TrimEnd('.'), error);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static JournalContent Read(Stream stream, string path)
    {
        CheckHeader(stream, path);
        JournalAssembly? content = null;
        var head = new byte[JournalFormat.RecordHeadBytes];
        var body = Array.Empty<byte>();
        long at = JournalFormat.HeaderBytes, end = at;
        var damaged = 0;
        while (TryReadBody(stream, head, ref body, out var length))
        {
            at += JournalFormat.RecordHeadBytes + length;
            var record = body.AsSpan(0, length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) != JournalFormat.Crc32C(head.AsSpan(0, 4), record))
            {
                damaged++;
                continue;
            }

            if (content is null)
            {
                content = (JournalRecordKind)record[0] == JournalRecordKind.Start ? JournalAssembly.Begin(record[1..], path) : null;
                if (content is null)
                {
                    throw NotReadable(path, "it does not begin with the start of a run");
                }
            }
            else if (!content.TryAdd((JournalRecordKind)record[0], record[1..]))
            {
                damaged++;
                continue;
            }

            // What was damaged before a whole record is a hole, not the end.
            content.DamagedRecords += damaged;
            (damaged, end) = (0, at);
        }

        return content is null
            ? throw NotReadable(path, "it ends before its first record")
            : content.Finish(end, stream.Length - end);
    }

    internal static JournalException NotReadable(string path, string why, Exception? error = null) => new(
        JournalErrorIds.NotReadable, $"{path} cannot be read as the journal of a run: {why}.", "Name a .labrun file that was written by this version or an older one.", innerException: error)
    {
        Path = path,
    };

    /// <summary>Reads the first bytes.</summary>
    /// <exception cref="JournalException">They are not those of a journal that can be read.</exception>
    internal static void CheckHeader(Stream stream, string path)
    {
        Span<byte> header = stackalloc byte[JournalFormat.HeaderBytes];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith(JournalFormat.Magic))
        {
            throw NotReadable(path, "it does not begin as one");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != JournalFormat.Crc32C(header[..12]))
        {
            throw NotReadable(path, "its first bytes are damaged");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) is var major and not JournalFormat.MajorVersion)
        {
            throw NotReadable(path, FormattableString.Invariant($"it has version {major}, and this program reads version {JournalFormat.MajorVersion}"));
        }
    }

    // A length is believed only when the file has that many bytes left.
    private static bool TryReadBody(Stream stream, byte[] head, ref byte[] body, out int length)
    {
        length = 0;
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return false;
        }

        var told = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (told is 0 or > JournalFormat.LongestBody || told > stream.Length - stream.Position)
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
