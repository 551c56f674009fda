using System.Net;
using System.Net.Sockets;

namespace LabSdk.Cxl.Bus;

/// <summary>Where the D-Bus system bus listens.</summary>
internal static class BusAddress
{
    private const string Usual = "unix:path=/run/dbus/system_bus_socket";

    /// <summary>The address that the environment names, else the usual one.</summary>
    public static EndPoint System => Parse(Environment.GetEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS") is { Length: > 0 } given ? given : Usual);

    /// <summary>The first unix socket of a list of addresses.</summary>
    /// <exception cref="CxlIoException">There is none.</exception>
    public static EndPoint Parse(string addresses)
    {
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!address.StartsWith("unix:", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var pair in address["unix:".Length..].Split(','))
            {
                var parts = pair.Split('=', 2);
                var value = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
                if (value.Length > 0 && parts[0] is "path" or "abstract")
                {
                    return new UnixDomainSocketEndPoint(parts[0] == "path" ? value : "\0" + value);
                }
            }
        }

        throw new CxlIoException(0, "The address of the D-Bus system bus names no unix socket.", "Look at DBUS_SYSTEM_BUS_ADDRESS.", CxlErrorIds.Bus);
    }
}
