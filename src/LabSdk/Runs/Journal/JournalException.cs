namespace LabSdk;

/// <summary>A journal cannot be written or read, or its run cannot go on. Whatever was written whole stays readable.</summary>
public sealed class JournalException : LabException
{
    internal JournalException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }

    /// <summary>The journal; empty when there is none.</summary>
    public string Path { get; init; } = "";

    internal static JournalException NotWritten(string path, Exception error) => new(
        JournalErrorIds.NotWritten,
        $"The journal {path} cannot be written: {error.Message.TrimEnd('.')}.",
        "Free some space or choose another LabOptions.DataFolder; every row before is in the journal. A plan runs without one after Journal(false).",
        innerException: error)
    {
        Path = path,
    };
}
