using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Health facts of a device, also of one that does not tell them itself.</summary>
internal static class DeviceHealth
{
    public static async Task<IReadOnlyList<HealthFact>> ReadAsync(DeviceParts parts, CancellationToken cancellationToken)
    {
        try
        {
            if (parts.Health is { } health)
            {
                return await health.GetHealthAsync(cancellationToken).ConfigureAwait(false);
            }

            return parts.ReadState is { } read
                ? [Of(await read(cancellationToken).ConfigureAwait(false))]
                : [new HealthFact("state", HealthSeverity.Unknown, "the device does not tell")];
        }
        catch (LabException error)
        {
            return [new HealthFact("state", HealthSeverity.Fault, error.Problem, error.Hint)];
        }
    }

    private static HealthFact Of(DeviceState state) =>
        !state.IsOnline ? new("state", HealthSeverity.Fault, "offline: its driver cannot reach it", "Check power and cabling.")
        : state.Position is double.NaN ? new("state", HealthSeverity.Warn, "online, but its position cannot be read")
        : new("state", HealthSeverity.Ok, state.IsStreaming is true ? "online, streaming" : state.IsArmed is true ? "online, armed" : "online");
}
