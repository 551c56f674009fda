using System.Globalization;
using LabSdk.Endpoints;
using LabSdk.Mds.Transport;
using LabSdk.Options;

namespace LabSdk.Mds;

/// <summary>
/// Where a device is: <c>mds://hid</c> (the only candidate), <c>mds://hid/2fe3:0007</c>, <c>mds://hid/2fe3:0007/SERIAL</c>,
/// <c>mds://hid/dev/hidraw0</c>, <c>mds://serial/dev/ttyACM0?baud=115200</c>; options behind a question mark, for example
/// <c>?framing=bare&amp;reconnect=true&amp;hidDriver=hidRaw</c>.
/// </summary>
public sealed class MdsAddress
{
    private readonly IReadOnlyDictionary<string, string> _options;
    private readonly HidSelector? _hid;
    private readonly string? _serialPort;
    private readonly int _baud;

    private MdsAddress(string text, HidSelector? hid, string? serialPort, int baud, IReadOnlyDictionary<string, string> options) =>
        (Text, _hid, _serialPort, _baud, _options) = (text, hid, serialPort, baud, options);

    /// <summary>The address without options.</summary>
    public string Text { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="address">The text.</param>
    /// <exception cref="LabConfigurationException">It cannot be read.</exception>
    public static MdsAddress Parse(string address) => Parse(LabEndpoint.Parse(address));

    /// <summary>Takes an address of the lab.</summary>
    /// <param name="endpoint">The address.</param>
    /// <exception cref="LabConfigurationException">It names no MDS device.</exception>
    public static MdsAddress Parse(LabEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var options = endpoint.Options.ToDictionary(option => option.Key, option => option.Value, StringComparer.OrdinalIgnoreCase);
        var baudText = options.Remove("baud", out var given) ? given : "115200";
        if (!int.TryParse(baudText, NumberStyles.None, CultureInfo.InvariantCulture, out var baud))
        {
            throw Wrong(endpoint, $"'{baudText}' is no baud rate.");
        }

        return endpoint.Authority switch
        {
            "hid" => new MdsAddress(endpoint.ToString(), Selector(endpoint), null, 0, options),
            "serial" when endpoint.Path.Length > 0 => new MdsAddress(endpoint.ToString(), null, OperatingSystem.IsWindows() ? endpoint.Path : "/" + endpoint.Path, baud, options),
            _ => throw Wrong(endpoint, "It must begin with mds://hid or mds://serial/PORT."),
        };
    }

    /// <summary>What opens the link, each time it is called, and the options with those of the address.</summary>
    internal (Func<CancellationToken, ValueTask<IMdsBackend>> Open, MdsOptions Options) Opener(MdsOptions options)
    {
        var own = options.Copy();
        OptionBinder.Apply(own, _options, $"the device at {Text}");
        if (_serialPort is { } port)
        {
            return (_ => new(SerialBackend.Open(port, _baud)), own);
        }

        return (_ => new(new HidBackend(HidOpener.Open(HidOpener.Select(MdsHid.List(own.HidDriver), _hid!), own.HidDriver, new HidNodes()))), own);
    }

    private static HidSelector Selector(LabEndpoint endpoint)
    {
        var path = endpoint.Path;
        if (path.Length == 0)
        {
            return new HidSelector();
        }

        if (path.StartsWith("dev/", StringComparison.Ordinal))
        {
            return new HidSelector(Path: "/" + path);
        }

        var parts = path.Split('/', 2);
        var ids = parts[0].Split(':');
        return ids.Length == 2 && IsId(ids[0], out var vendor) && IsId(ids[1], out var product)
            ? new HidSelector(vendor, product, parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null)
            : throw Wrong(endpoint, $"'{parts[0]}' is no VID:PID of hexadecimal digits.");
    }

    private static bool IsId(string text, out ushort id)
    {
        id = 0;
        return text.Length is >= 1 and <= 4 && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }

    private static LabConfigurationException Wrong(LabEndpoint endpoint, string why) => new(
        MdsErrorIds.InvalidAddress, $"The address {endpoint} names no diagnostic device. {why}", "Examples: mds://hid/2fe3:0007, mds://hid, mds://serial/dev/ttyACM0.");
}
