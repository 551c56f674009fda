namespace LabSdk.Fleet.Client;

/// <summary>What the history says of an exchange besides its data.</summary>
/// <param name="At">When it began.</param>
/// <param name="RoundTrip">How long the answer took; null when there was none.</param>
/// <param name="Reconnects">How often the client had to connect again.</param>
internal readonly record struct ExchangeNote(DateTimeOffset At, TimeSpan? RoundTrip, int Reconnects);
