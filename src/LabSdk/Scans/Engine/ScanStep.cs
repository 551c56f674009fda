namespace LabSdk;

/// <summary>What a scan was doing when it ended.</summary>
internal enum ScanStep
{
    None,
    Preparing,
    Choosing,
    Moving,
    Waiting,
    Reading,
    Recording,
    Hook,
    Returning,
    Elsewhere,
}
