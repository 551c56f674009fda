namespace LabSdk;

/// <summary>Writes the user's judgement behind a journal that has ended.</summary>
internal static class JournalMarks
{
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public static void Append(string path, Func<string, IJournalFile> open, RunMark mark)
    {
        try
        {
            using var file = open(path);
            using var writer = JournalWriter.At(file, path, JournalReader.Read(path).End);
            writer.Append(JournalRecordKind.Mark, new JournalMark(mark.Time, mark.IsGood, mark.Note, mark.User));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw JournalException.NotWritten(path, error);
        }
    }
}
