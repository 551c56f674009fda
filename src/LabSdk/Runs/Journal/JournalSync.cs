namespace LabSdk;

/// <summary>How far a row has come when the scan goes on.</summary>
public enum JournalSync
{
    /// <summary>
    /// To the operating system: it survives every end of this process, a kill too, but not a power cut. The default; costs a few
    /// microseconds.
    /// </summary>
    System,

    /// <summary>To the disk: it survives a power cut. Costs what the disk takes to flush, commonly 0.1 to 20 ms for each point.</summary>
    EachRow,
}
