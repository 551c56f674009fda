namespace LabSdk.Framing;

/// <summary>What the first bytes of a file are.</summary>
internal enum FileHeaderState
{
    Good,
    Foreign,
    Damaged,
    OtherVersion,
}
