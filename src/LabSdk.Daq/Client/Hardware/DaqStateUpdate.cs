using Google.Protobuf.Collections;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>A change of a device's state.</summary>
/// <param name="State">The whole state after the change.</param>
/// <param name="Timestamp">When, UTC, by the daemon's clock.</param>
/// <param name="Version">Counts the updates of the device in this stream; says nothing across streams.</param>
/// <param name="IsSnapshot">True for the state at the begin of the stream, when it was asked for.</param>
/// <param name="Fields">The fields as the daemon sent them: texts.</param>
public sealed record DaqStateUpdate(
    DaqDeviceState State, DateTimeOffset Timestamp, ulong Version, bool IsSnapshot, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The device.</summary>
    public string DeviceId => State.DeviceId;

    /// <summary>True on the first update after the stream was taken up again, when updates may be missing.</summary>
    public bool IsAfterReconnect { get; init; }

    internal static DaqStateUpdate From(DeviceStateUpdate update, bool isAfterReconnect)
    {
        var fields = update.FieldsJson;
        var exposure = Number(fields, "exposure_ms");
        var state = new DaqDeviceState(update.DeviceId, Flag(fields, "online") ?? true)
        {
            Position = Number(fields, "position"),
            Reading = Number(fields, "reading") ?? Number(fields, "last_reading"),
            IsArmed = Flag(fields, "armed"),
            IsStreaming = Flag(fields, "streaming"),
            Exposure = exposure is { } milliseconds ? DaqUnits.Exposure(milliseconds) : null,
        };
        return new DaqStateUpdate(state, DaqTime.FromNanoseconds(update.TimestampNs), update.Version, update.IsSnapshot, new Dictionary<string, string>(fields))
        {
            IsAfterReconnect = isAfterReconnect,
        };
    }

    private static double? Number(MapField<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && ValueText.Parse(text) is double number ? number : null;

    private static bool? Flag(MapField<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && ValueText.Parse(text) is bool flag ? flag : null;
}
