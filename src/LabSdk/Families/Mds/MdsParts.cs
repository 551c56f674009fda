using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Mds;

namespace LabSdk.Families.Mds;

/// <summary>A diagnostic device as parts of the lab.</summary>
internal static class MdsParts
{
    /// <summary>The unit of its one number, the packet rate.</summary>
    public const string RateUnit = "packets/s";

    public static DeviceParts Of(MdsClient client, string endpoint, bool isSimulated, IReadOnlyList<string> metricNames)
    {
        var link = client.Link;
        var identifier = client.Config?.DeviceIdentifier is { Length: > 0 } given ? given : "mds";
        var description = new DeviceDescription(
            identifier,
            link.Hid?.Product is { Length: > 0 } product ? product : identifier,
            "mds",
            $"mds/{link.Transport.ToString().ToLowerInvariant()}",
            "diagnostics")
        {
            Capabilities = ["diagnostics"],
            Endpoint = endpoint,
            IsSimulated = isSimulated,
            Metadata = Facts(link),
        };
        return new DeviceParts(description)
        {
            Diagnostics = new DiagnosticSource(client, metricNames),
            ReadState = _ => Task.FromResult(State(client)),
            Health = new MdsHealthFacts(description, client),
        };
    }

    public static DeviceState State(MdsClient client) =>
        new(client.Config?.DeviceIdentifier is { Length: > 0 } given ? given : "mds", DateTimeOffset.UtcNow, client.State is MdsState.Ready or MdsState.Streaming)
        {
            Reading = client.Statistics.PacketsPerSecond,
            IsStreaming = client.IsStreaming,
        };

    private static Dictionary<string, string> Facts(MdsLink link)
    {
        var facts = new Dictionary<string, string> { ["link"] = link.Name };
        Add("maker", link.Hid?.Manufacturer);
        Add("USB serial", link.Hid?.SerialNumber);
        Add("driver", link.Driver);
        return facts;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                facts[name] = value;
            }
        }
    }
}
