namespace LabSdk.Cxl;

/// <summary>What a scan of the media found.</summary>
/// <param name="Records">The errors.</param>
/// <param name="RestartAddress">Where the scan can go on when it ended early; null when it is complete.</param>
/// <param name="RestartBytes">How much is left from there, in bytes; null when it is complete.</param>
public sealed record CxlScanContent(IReadOnlyList<CxlMediaErrorRecord> Records, ulong? RestartAddress, ulong? RestartBytes);
