namespace LabSdk.Cxl;

/// <summary>An MCTP endpoint that came or went.</summary>
/// <param name="IsAdded">True when it came.</param>
/// <param name="Endpoint">The endpoint, as it was last known.</param>
public sealed record CxlMctpChange(bool IsAdded, CxlMctpInfo Endpoint);
