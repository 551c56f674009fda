namespace LabSdk.Mds;

/// <summary>A custom data recording.</summary>
/// <param name="Duration">How long it took; null when not sent.</param>
/// <param name="MimeTypes">What the data are, outermost encoding last.</param>
/// <param name="Reason">Why it was made; null when not sent.</param>
/// <param name="Data">The content.</param>
public sealed record MdsRecording(TimeSpan? Duration, IReadOnlyList<string> MimeTypes, string? Reason, ReadOnlyMemory<byte> Data);
