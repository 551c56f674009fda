using LabSdk.Daq;

namespace LabSdk.Families.Daq;

/// <summary>Device states of a daemon as those of the lab.</summary>
internal static class DaqStates
{
    public static DeviceState Of(DaqDeviceState state, DateTimeOffset timestamp) => new(state.DeviceId, timestamp, state.IsOnline)
    {
        Position = state.Position,
        Reading = state.Reading,
        IsArmed = state.IsArmed,
        IsStreaming = state.IsStreaming,
        Exposure = state.Exposure,
    };
}
