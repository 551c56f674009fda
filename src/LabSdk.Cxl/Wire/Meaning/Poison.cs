namespace LabSdk.Cxl;

public readonly partial record struct CxlMediaErrorRecord
{
    /// <summary>The device physical address, aligned to 64 bytes.</summary>
    public ulong Dpa => Location.Dpa;

    /// <summary>Where the error comes from.</summary>
    public CxlMediaErrorSource Source => Location.Source;
}

public sealed partial record GetPoisonList
{
    /// <summary>True when the device has more records: ask again with the same range.</summary>
    public bool HasMore => Flags.HasFlag(CxlPoisonListFlags.More);

    /// <summary>True when the list is not complete, because the device could not keep all records.</summary>
    public bool IsOverflowed => Flags.HasFlag(CxlPoisonListFlags.Overflow);

    /// <summary>True while a scan of the media runs, which will change the list.</summary>
    public bool IsScanInProgress => Flags.HasFlag(CxlPoisonListFlags.ScanInProgress);

    /// <summary>When the list overflowed, cut to 100 ns; null when it did not, or the device had no time.</summary>
    public DateTimeOffset? OverflowTime => IsOverflowed ? CxlTime.ToDate(OverflowTimestamp) : null;
}

public sealed partial record MemdevGetScanMediaResults
{
    /// <summary>True when the device has more records: ask again.</summary>
    public bool HasMore => Flags.HasFlag(CxlScanResultFlags.More);

    /// <summary>True when the scan ended early; it can go on from the restart address.</summary>
    public bool IsStoppedPrematurely => Flags.HasFlag(CxlScanResultFlags.StoppedPrematurely);
}
