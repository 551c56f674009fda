namespace LabSdk.Odp;

/// <summary>The state of a service of the platform.</summary>
/// <param name="Service">The service.</param>
/// <param name="DataSource">The data source.</param>
/// <param name="Type">1 heartbeat, 2 status, 3 error, 4 warning, 5 connection, 0 not given; other numbers as they came.</param>
public sealed record OdpSystemStatus(string Service, string DataSource, int Type) : IOdpData;
