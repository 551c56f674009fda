namespace LabSdk.Devices;

/// <summary>A parameter got another value.</summary>
/// <param name="DeviceId">Its device.</param>
/// <param name="Name">Its name.</param>
/// <param name="OldValue">The value before, as in <see cref="ParameterValue.Value"/>; null when not told.</param>
/// <param name="NewValue">The value now.</param>
/// <param name="Unit">The unit; empty when unknown.</param>
/// <param name="Timestamp">When it changed, UTC, by the clock of the peer.</param>
/// <param name="Source">Who changed it, in the peer's words, for example <c>user</c> or <c>hardware</c>.</param>
public sealed record ParameterChange(
    string DeviceId, string Name, object? OldValue, object? NewValue, string Unit, DateTimeOffset Timestamp, string Source)
{
    /// <summary>True on the first change after the stream was taken up again, when changes may be missing.</summary>
    public bool IsAfterReconnect { get; init; }
}
