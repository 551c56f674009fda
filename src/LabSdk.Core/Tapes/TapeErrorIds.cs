namespace LabSdk;

/// <summary>The stable ids of errors of recording and replaying. Each has a page in docs/errors.</summary>
public static class TapeErrorIds
{
    /// <summary>A tape cannot be written: the file exists, the folder is read-only, the disk is full.</summary>
    public const string NotWritten = "LAB-TAPE-0001";

    /// <summary>A file is not a tape, or not of a version that can be read.</summary>
    public const string NotReadable = "LAB-TAPE-0002";

    /// <summary>A replayed lab was asked something that was never asked while the tape was recorded.</summary>
    public const string NotOnTape = "LAB-TAPE-0003";

    /// <summary>A replayed lab was asked something more often than while the tape was recorded.</summary>
    public const string UsedUp = "LAB-TAPE-0004";

    /// <summary>A stream was read further than while the tape was recorded.</summary>
    public const string Ends = "LAB-TAPE-0005";

    /// <summary>A lab that is replayed, or recorded already, cannot be recorded.</summary>
    public const string NotRecordable = "LAB-TAPE-0006";
}
