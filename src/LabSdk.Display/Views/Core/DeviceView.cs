using LabSdk.Devices;

namespace LabSdk.Display;

/// <summary>What is known of devices.</summary>
public static class DeviceView
{
    /// <summary>A card of one device.</summary>
    /// <param name="device">The device.</param>
    public static Card Of(DeviceDescription device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var list = new PropertyList();
        list.AddKnown("Name", device.Name == device.Id ? null : device.Name);
        list.AddKnown("Kind", device.Category);
        list.AddKnown("Driver", Cell.Code(device.Driver));
        list.AddKnown("Can", string.Join(", ", device.Capabilities));
        foreach (var (name, value) in device.Metadata)
        {
            list.AddKnown(name, value);
        }

        return new Card(device.Id, list) { Subtitle = device.Endpoint, Badges = Badges(device) };
    }

    /// <summary>A table of devices.</summary>
    /// <param name="devices">The devices.</param>
    public static TableModel Table(IEnumerable<DeviceDescription> devices)
    {
        ArgumentNullException.ThrowIfNull(devices);
        var rows = devices.ToArray();
        return new TableModel(
            ["device", "family", "kind", "driver", "can", "endpoint"],
            rows.Select(d => (IReadOnlyList<Cell>)
            [
                Cell.Code(d.Id), d.Family, d.Category, Cell.Code(d.Driver),
                d.Capabilities.Count == 0 ? "none" : string.Join(", ", d.Capabilities),
                d.IsSimulated ? d.Endpoint + " SIMULATED" : d.Endpoint,
            ]))
        {
            RowNoun = "devices",
        };
    }

    /// <summary>The badges of a device: its family, and SIMULATED where it is.</summary>
    /// <param name="device">The device.</param>
    public static IReadOnlyList<Badge> Badges(DeviceDescription device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.IsSimulated ? [new Badge(device.Family), Badge.Simulated] : [new Badge(device.Family)];
    }
}
