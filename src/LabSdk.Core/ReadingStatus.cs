namespace LabSdk;

/// <summary>How far a reading can be trusted.</summary>
public enum ReadingStatus
{
    /// <summary>A normal value.</summary>
    Ok,

    /// <summary>A value the device itself marks as doubtful, or an old one.</summary>
    Warning,

    /// <summary>The device could not measure; the value is NaN.</summary>
    Invalid,
}
