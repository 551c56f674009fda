namespace LabSdk;

/// <summary>The stable ids of errors of journals and of going on with a run. Each has a page in docs/errors.</summary>
public static class JournalErrorIds
{
    /// <summary>A journal cannot be written: the disk is full, or the folder is read-only.</summary>
    public const string NotWritten = "LAB-RUN-0001";

    /// <summary>A file is not a journal, or not of a version that can be read.</summary>
    public const string NotReadable = "LAB-RUN-0002";

    /// <summary>A run cannot go on: plan or devices differ, it is finished, or it is under way elsewhere.</summary>
    public const string NotResumable = "LAB-RUN-0003";

    /// <summary>There is no such run in the folder.</summary>
    public const string UnknownRun = "LAB-RUN-0004";
}
