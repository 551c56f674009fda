namespace LabSdk.Mds;

/// <summary>One line of a device's log.</summary>
/// <param name="Level">How serious.</param>
/// <param name="Text">The line.</param>
/// <param name="Time">When, by the device's clock; null when not sent.</param>
public sealed record MdsLogLine(MdsLogLevel Level, string Text, DateTimeOffset? Time = null);
