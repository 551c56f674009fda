namespace LabSdk.Odp;

/// <summary>The writer began or stopped a stream; written since v21.</summary>
/// <param name="DataSource">The data source, as the packet says.</param>
/// <param name="Stream">The stream; empty for the main stream.</param>
/// <param name="IsStart">True for the begin.</param>
/// <param name="Time">When, nanoseconds since 1970-01-01 UTC; null when not said.</param>
public sealed record OdpStreamMark(string DataSource, string Stream, bool IsStart, ulong? Time) : IOdpData;
