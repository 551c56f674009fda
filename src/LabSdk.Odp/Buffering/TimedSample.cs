namespace LabSdk.Odp;

/// <summary>One value in the merged order of time.</summary>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Identifier">The parameter, or one of <see cref="BufferedNames"/>.</param>
/// <param name="Value">The value as a number: flags are 1 and 0, texts and objects NaN.</param>
/// <param name="Status">The status.</param>
/// <param name="Item">A text, marker, event, error or CAN message; null for numbers.</param>
public readonly record struct TimedSample(ulong Time, string Identifier, double Value, SampleStatus Status, object? Item = null);
