namespace LabSdk.Odp;

/// <summary>The points of an axis that maps are drawn over.</summary>
/// <param name="Identifier">The axis.</param>
/// <param name="Time">Since when it is so, nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Values">The points.</param>
public sealed record OdpAxis(string Identifier, ulong Time, IReadOnlyList<double> Values) : IOdpData;
