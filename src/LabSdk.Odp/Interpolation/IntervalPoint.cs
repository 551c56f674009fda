namespace LabSdk.Odp;

/// <summary>A valid, numeric sample; flags are 1 and 0.</summary>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Value">Never NaN.</param>
public readonly record struct IntervalPoint(ulong Time, double Value);
