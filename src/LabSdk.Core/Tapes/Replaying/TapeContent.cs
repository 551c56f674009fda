namespace LabSdk.Tapes;

/// <summary>What stands on a tape.</summary>
internal sealed class TapeContent
{
    public required TapeStart Start { get; init; }

    public List<RecordedLink> Links { get; } = [];

    /// <summary>The last record; null when the recording ended without a word.</summary>
    public TapeStop? Stop { get; set; }

    public long Records { get; set; }

    public long Bytes { get; set; }

    public TimeSpan Length { get; set; }

    public int Gaps { get; set; }

    public long LostRecords { get; set; }

    public long LostBytes { get; set; }

    /// <summary>Records whose checksum does not fit, or that say nothing that can be read.</summary>
    public int DamagedRecords { get; set; }

    /// <summary>Bytes behind the last whole record.</summary>
    public long TornBytes { get; set; }

    /// <summary>True when something that crossed the links is missing.</summary>
    public bool HasHoles => Gaps > 0 || DamagedRecords > 0;
}
