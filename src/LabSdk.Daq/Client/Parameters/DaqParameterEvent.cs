using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>
/// A parameter event as the daemon sends it. Setting a parameter normally gives two: one of source <c>hardware</c> with plain
/// texts and no old value, one of source <c>user</c> with JSON texts.
/// </summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Name">The parameter.</param>
/// <param name="OldText">The old value as text; empty when not told.</param>
/// <param name="NewText">The new value as text.</param>
/// <param name="Timestamp">When, UTC, by the daemon's clock.</param>
/// <param name="Source"><c>hardware</c> or <c>user</c>.</param>
public sealed record DaqParameterEvent(string DeviceId, string Name, string OldText, string NewText, DateTimeOffset Timestamp, string Source)
{
    /// <summary>The source of changes made by a client.</summary>
    public const string UserSource = "user";

    /// <summary>The source of changes seen inside the daemon.</summary>
    public const string HardwareSource = "hardware";

    /// <summary>True on the first event after the stream was taken up again, when events may be missing.</summary>
    public bool IsAfterReconnect { get; init; }

    internal static DaqParameterEvent From(ParameterChange change, bool isAfterReconnect) =>
        new(change.DeviceId, change.Name, change.OldValue, change.NewValue, DaqTime.FromNanoseconds(change.TimestampNs), change.Source)
        {
            IsAfterReconnect = isAfterReconnect,
        };
}
