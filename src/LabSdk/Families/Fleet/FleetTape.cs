using System.Globalization;
using LabSdk.Fleet;
using LabSdk.Tapes;

namespace LabSdk.Families.Fleet;

/// <summary>What a tape says of a device at a gateway: what it connected as. Options of its address, which may be anything, do not stand there.</summary>
internal static class FleetTape
{
    public static void Describe(TapeTap tap, (string Host, int Port) gateway, FleetDevice device, TapeTap? first)
    {
        tap.Facts["host"] = gateway.Host;
        tap.Facts["port"] = gateway.Port.ToString(CultureInfo.InvariantCulture);
        tap.Facts["module"] = device.Module.ToString(CultureInfo.InvariantCulture);
        tap.Facts["type"] = device.Type.ToString(CultureInfo.InvariantCulture);
        tap.Facts["role"] = device.Role;
        tap.Facts["name"] = device.Name;
        tap.Facts["priority"] = device.Priority.ToString(CultureInfo.InvariantCulture);
        if (first is not null)
        {
            tap.Facts[TapeFacts.Part] = first.Link.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <exception cref="TapeException">The tape does not say.</exception>
    public static FleetDevice Device(ReplayLink link)
    {
        try
        {
            return new FleetDevice(
                int.Parse(link.Fact("module"), CultureInfo.InvariantCulture),
                uint.Parse(link.Fact("type"), CultureInfo.InvariantCulture),
                link.Fact("role"),
                link.Fact("name"),
                uint.Parse(link.Fact("priority"), CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            throw TapeException.NotReadable(link.Tape.Path, $"it does not say what was connected to {link.Address}", error);
        }
    }

    /// <summary>The gateway as messages name it.</summary>
    public static (string Host, int Port) Gateway(ReplayLink link) =>
        link.Fact("host") is { Length: > 0 } host && ushort.TryParse(link.Fact("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? (host, port) : ("tape", 1);
}
