using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk.Families.Odp;

/// <summary>A telemetry broker as parts of the lab.</summary>
internal static class OdpParts
{
    public const string Id = "telemetry";

    public static DeviceParts Of(TelemetrySource source, string endpoint, bool isSimulated)
    {
        var description = new DeviceDescription(Id, "Telemetry", "odp", "odp/kafka", "telemetry broker")
        {
            Capabilities = ["sessions", "live_signals", "publishing"],
            Endpoint = endpoint,
            IsSimulated = isSimulated,
        };
        return new DeviceParts(description)
        {
            Telemetry = source,
            ReadState = _ => Task.FromResult(State(source)),
            Health = new OdpHealthFacts(description, source),
        };
    }

    /// <summary>What it is doing, without asking the broker. One that was not needed yet is ready to be started.</summary>
    public static DeviceState State(TelemetrySource source)
    {
        var sessions = source.Client?.Sessions.All ?? [];
        return new DeviceState(Id, DateTimeOffset.UtcNow, source.Client?.IsConnected ?? true)
        {
            IsStreaming = sessions.Any(session => !session.IsComplete) ? true : null,
            Fields = new Dictionary<string, string>
            {
                ["sessions"] = sessions.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["live"] = sessions.Count(session => !session.IsComplete).ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        };
    }
}
