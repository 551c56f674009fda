using System.Globalization;
using System.Net;
using LabSdk.Text;

namespace LabSdk.Daq;

/// <summary>
/// The address of a daemon: <c>host</c>, <c>host:port</c>, <c>http://</c>, <c>https://</c> or <c>daq://</c>; port 50051 when
/// none is given; IPv6 in brackets.
/// </summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed class DaqAddress
{
    /// <summary>The daemon's port: 50051.</summary>
    public const int DefaultPort = 50_051;

    /// <summary>The environment variable that names a daemon when the user gives no address.</summary>
    public const string EnvironmentVariable = "DAQ_DAEMON_URL";

    private static readonly string[] Schemes = ["http", "https", "daq"];

    private DaqAddress(Uri uri) => Uri = uri;

    /// <summary>The address with scheme and port, for example <c>http://localhost:50051/</c>.</summary>
    public Uri Uri { get; }

    /// <summary>True when the connection is encrypted.</summary>
    public bool IsSecure => Uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>True when the daemon is on this computer, so that a token in plain text does not leave it.</summary>
    public bool IsLoopback => Uri.IsLoopback;

    /// <summary>Reads an address, or takes <c>DAQ_DAEMON_URL</c>, or <c>http://127.0.0.1:50051/</c>.</summary>
    /// <param name="text">The address; null to look for the others in this order.</param>
    /// <exception cref="LabConfigurationException">The address cannot be read; the message says what is wrong.</exception>
    public static DaqAddress ParseOrDefault(string? text)
    {
        if (text is not null)
        {
            return Parse(text);
        }

        var environment = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return Parse(string.IsNullOrWhiteSpace(environment) ? "127.0.0.1" : environment);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address; blanks around it are ignored.</param>
    /// <exception cref="LabConfigurationException">The address cannot be read; the message says what is wrong.</exception>
    public static DaqAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.Trim();
        if (rest.Length == 0)
        {
            throw Invalid("The address of the daemon is empty.");
        }

        var secure = false;
        var mark = rest.IndexOf("://", StringComparison.Ordinal);
        if (mark >= 0)
        {
            var scheme = rest[..mark];
            if (!Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
            {
                throw Invalid($"'{scheme}' is not a scheme of a daemon's address.", NearestNames.Hint(scheme, Schemes, "schemes"));
            }

            secure = scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
            rest = rest[(mark + 3)..];
        }

        var (host, port) = Split(rest.EndsWith('/') ? rest[..^1] : rest);
        return new DaqAddress(new UriBuilder(secure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, host, port).Uri);
    }

    /// <summary>Returns the address with scheme and port.</summary>
    public override string ToString() => Uri.ToString();

    private static (string Host, int Port) Split(string authority)
    {
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            throw Invalid("The address of a daemon has no user name or password in it.", "Give the token as an option or in DAQ_TOKEN.");
        }

        var (host, port) = (authority, "");
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || (close + 1 < authority.Length && authority[close + 1] != ':')
                || !IPAddress.TryParse(authority.AsSpan(1, Math.Max(close - 1, 0)), out _))
            {
                throw Invalid($"'{authority}' is not an IPv6 address in brackets.");
            }

            (host, port) = (authority[..(close + 1)], close + 1 < authority.Length ? authority[(close + 2)..] : "0");
        }
        else if (authority.LastIndexOf(':') is var colon and >= 0)
        {
            (host, port) = (authority[..colon], authority[(colon + 1)..]);
        }
        else
        {
            port = "0";
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw Invalid($"'{host}' is not a host name or IP address.", "An IPv6 address stands in brackets: [::1]:50051.");
        }

        return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number > 0 || port == "0")
            ? (host, number == 0 ? DefaultPort : number)
            : throw Invalid($"'{port}' is not a port.", "A port is a number from 1 to 65535.");
    }

    private static LabConfigurationException Invalid(string problem, string? hint = null) =>
        new(DaqErrorIds.InvalidAddress, problem, hint ?? "Give for example localhost:50051, http://host:50051 or [::1]:50051.");
}
