namespace LabSdk.Odp;

/// <summary>An event with its values.</summary>
/// <param name="Identifier">Which event, such as <c>LapDone:Timing</c>.</param>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Values">Raw values; the event's definition says what they mean.</param>
public sealed record OdpEvent(string Identifier, ulong Time, IReadOnlyList<double> Values) : IOdpData;
