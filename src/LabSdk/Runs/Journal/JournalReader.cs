using LabSdk.Framing;

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
        while (RecordFraming.TryRead(stream, head, ref body, JournalFormat.LongestBody, out var length))
        {
            at += JournalFormat.RecordHeadBytes + length;
            var record = body.AsSpan(0, length);
            if (!RecordFraming.IsSound(head, record))
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
        var state = RecordFraming.ReadHeader(stream, JournalFormat.Magic, JournalFormat.MajorVersion, out var version);
        if (state != FileHeaderState.Good)
        {
            throw NotReadable(path, state switch
            {
                FileHeaderState.Foreign => "it does not begin as one",
                FileHeaderState.Damaged => "its first bytes are damaged",
                _ => FormattableString.Invariant($"it has version {version}, and this program reads version {JournalFormat.MajorVersion}"),
            });
        }
    }
}
