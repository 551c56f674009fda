namespace LabSdk.Odp;

/// <summary>All data up to a time has arrived at the writer; post-processing may proceed to it.</summary>
/// <param name="DataSource">The data source, as the packet says.</param>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
public sealed record OdpCoverage(string DataSource, ulong Time) : IOdpData;
