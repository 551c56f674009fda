using System.Globalization;
using LabSdk.Endpoints;
using LabSdk.Options;

namespace LabSdk.Fleet;

/// <summary>
/// A gateway and what to connect as: <c>fleet://host:port/module/type/role?name=button1&amp;priority=0</c>. Module and type may
/// be numbers or names of public modules (<c>mission</c>, <c>io</c>, <c>transparent</c>, <c>example</c>); the parts are
/// percent-encoded. Other options are those of <see cref="FleetOptions"/>.
/// </summary>
public sealed class FleetAddress
{
    private readonly IReadOnlyDictionary<string, string> _options;

    private FleetAddress(string text, string host, int port, FleetDevice device, IReadOnlyDictionary<string, string> options) =>
        (Text, Host, Port, Device, _options) = (text, host, port, device, options);

    /// <summary>The address without options.</summary>
    public string Text { get; }

    /// <summary>The gateway's host, without the brackets of an IPv6 address.</summary>
    public string Host { get; }

    /// <summary>The gateway's port.</summary>
    public int Port { get; }

    /// <summary>What to connect as.</summary>
    public FleetDevice Device { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="address">The text.</param>
    /// <exception cref="LabConfigurationException">It cannot be read.</exception>
    public static FleetAddress Parse(string address) => Parse(LabEndpoint.Parse(address));

    /// <summary>Takes an address of the lab.</summary>
    /// <param name="endpoint">The address.</param>
    /// <exception cref="LabConfigurationException">It names no device at a gateway.</exception>
    public static FleetAddress Parse(LabEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var (host, port) = ReadHost(endpoint);
        var parts = endpoint.Path.Split('/');
        if (parts.Length != 3)
        {
            throw Wrong(endpoint, "Behind the port it needs module, device type and role.");
        }

        var options = endpoint.Options.ToDictionary(option => option.Key, option => option.Value, StringComparer.OrdinalIgnoreCase);
        var name = options.Remove("name", out var given) ? given : "";
        var priorityText = options.Remove("priority", out var number) ? number : "0";
        var module = ReadModule(endpoint, Uri.UnescapeDataString(parts[0]));
        var type = ReadNumber(endpoint, Uri.UnescapeDataString(parts[1]), "device type");
        var priority = ReadNumber(endpoint, priorityText, "priority");
        try
        {
            return new FleetAddress(endpoint.ToString(), host, port, new FleetDevice(module, type, Uri.UnescapeDataString(parts[2]), name, priority), options);
        }
        catch (ArgumentException error)
        {
            throw Wrong(endpoint, error.Message);
        }
    }

    /// <summary>The options with those of the address.</summary>
    internal FleetOptions Apply(FleetOptions options)
    {
        var own = options.Copy();
        OptionBinder.Apply(own, _options, $"the device at {Text}");
        return own;
    }

    private static (string Host, int Port) ReadHost(LabEndpoint endpoint)
    {
        var authority = endpoint.Authority;
        var colon = authority.LastIndexOf(':');
        if (colon <= 0 || authority.EndsWith(']'))
        {
            throw Wrong(endpoint, "It needs a host and a port: the protocol has no default port.");
        }

        var host = authority[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
        }

        return int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 && host.Length > 0
            ? (host, port)
            : throw Wrong(endpoint, "The port must lie between 1 and 65535.");
    }

    private static int ReadModule(LabEndpoint endpoint, string text) => text.ToLowerInvariant() switch
    {
        "mission" => FleetModule.Mission,
        "io" or "car_accessory" => FleetModule.Io,
        "transparent" => FleetModule.Transparent,
        "example" => FleetModule.Example,
        _ => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(endpoint, $"'{text}' is no module: give its number, or mission, io, transparent or example."),
    };

    private static uint ReadNumber(LabEndpoint endpoint, string text, string what) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(endpoint, $"'{text}' is no {what}: give a number from 0 to 4294967295.");

    private static LabConfigurationException Wrong(LabEndpoint endpoint, string why) => new(
        FleetErrorIds.InvalidAddress, $"The address {endpoint} names no device at a gateway. {why}", "Example: fleet://127.0.0.1:8888/1000/0/left_button?name=button1.");
}
