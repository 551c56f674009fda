using System.Globalization;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Fleet;

namespace LabSdk.Families.Fleet;

/// <summary>A device at a gateway as parts of the lab.</summary>
internal static class FleetParts
{
    /// <summary>The role, which is what makes it one and the same; else its name.</summary>
    public static string IdOf(FleetClient client) =>
        client.Device.Role.Length > 0 ? client.Device.Role : client.Device.Name.Length > 0 ? client.Device.Name : "fleet";

    public static DeviceParts Of(FleetClient client, string endpoint, bool isSimulated)
    {
        var device = client.Device;
        var type = FleetModule.TypeNameOf(device.Module, device.Type);
        var description = new DeviceDescription(
            IdOf(client),
            device.Name.Length > 0 ? device.Name : IdOf(client),
            "fleet",
            $"fleet/{FleetModule.NameOf(device.Module)}",
            type.Length > 0 ? type.ToLowerInvariant() : "device at a gateway")
        {
            Capabilities = ["status", "command"],
            Endpoint = endpoint,
            IsSimulated = isSimulated,
            Metadata = new Dictionary<string, string>
            {
                ["module"] = string.Create(CultureInfo.InvariantCulture, $"{FleetModule.NameOf(device.Module)} ({device.Module})"),
                ["type"] = string.Create(CultureInfo.InvariantCulture, $"{device.Type}{(type.Length > 0 ? $" ({type})" : "")}"),
                ["role"] = device.Role,
                ["priority"] = device.Priority.ToString(CultureInfo.InvariantCulture),
                ["gateway"] = client.Endpoint,
            },
        };
        return new DeviceParts(description)
        {
            Fleet = client,
            ReadState = _ => Task.FromResult(State(client)),
            Health = new FleetHealthFacts(description, client),
        };
    }

    public static DeviceState State(FleetClient client) => new(IdOf(client), DateTimeOffset.UtcNow, client.IsConnected)
    {
        Fields = new Dictionary<string, string>
        {
            ["state"] = client.State.ToString(),
            ["command"] = client.LastCommand?.ToString() ?? "",
        },
    };
}
