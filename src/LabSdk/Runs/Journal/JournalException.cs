namespace LabSdk;

/// <summary>A journal cannot be written or read, or its run cannot go on. Whatever was written whole stays readable.</summary>
public sealed class JournalException : LabException
{
    // The numbers of the operating system: ENOSPC and EDQUOT, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private const int NoSpace = 28;
    private const int NoQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    internal JournalException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }

    /// <summary>The journal; empty when there is none.</summary>
    public string Path { get; init; } = "";

    /// <summary>True when the disk or the user's share of it is full: a run then waits for room instead of ending.</summary>
    public bool IsDiskFull { get; private init; }

    internal static JournalException NotWritten(string path, Exception error) => new(
        JournalErrorIds.NotWritten,
        $"The journal {path} cannot be written: {error.Message.TrimEnd('.')}.",
        "Free some space or choose another LabOptions.DataFolder; every row before is in the journal. A plan runs without one after Journal(false).",
        innerException: error)
    {
        Path = path,
        IsDiskFull = error is IOException { HResult: NoSpace or NoQuota or WindowsDiskFull or WindowsHandleDiskFull },
    };
}
