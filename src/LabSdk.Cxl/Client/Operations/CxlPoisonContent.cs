namespace LabSdk.Cxl;

/// <summary>The poison list of a range of a device.</summary>
/// <param name="Records">The records.</param>
/// <param name="IsOverflowed">True when the device could not keep all records: the list is not complete.</param>
/// <param name="OverflowTime">Since when; null when it is complete, or the device had no time.</param>
/// <param name="IsScanInProgress">True when a scan of the media was running, which changes the list.</param>
public sealed record CxlPoisonContent(IReadOnlyList<CxlMediaErrorRecord> Records, bool IsOverflowed, DateTimeOffset? OverflowTime, bool IsScanInProgress);
