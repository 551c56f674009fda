using System.Globalization;
using LabSdk.Text;

namespace LabSdk.Endpoints;

/// <summary>
/// The address of a peer, as given to <c>Lab.Connect</c>: <c>daq://host:port?timeout=5s</c>, <c>host:port</c> (daq),
/// <c>http(s)://host:port</c> (daq), <c>cxl:mem0</c>, <c>mds://hid/2fe3:0007</c>, <c>odp://host:9092</c>,
/// <c>fleet://host:8888/1000/0/left_button?name=button1</c>, or <c>FAMILY:sim</c>; <c>cxl+sim://switch</c> where a family has several simulated kinds.
/// </summary>
/// <remarks>
/// The address is split here and given meaning by its family. <see cref="ToString"/> leaves user names, passwords and
/// option values out, so it can stand in messages.
/// </remarks>
public sealed class LabEndpoint
{
    private static readonly Dictionary<string, string> Families = new(StringComparer.OrdinalIgnoreCase)
    {
        ["daq"] = "daq",
        ["http"] = "daq",
        ["https"] = "daq",
        ["mds"] = "mds",
        ["cxl"] = "cxl",
        ["cxl+mctp"] = "cxl",
        ["cxl+sim"] = "cxl",
        ["odp"] = "odp",
        ["fleet"] = "fleet",
    };

    private LabEndpoint(string scheme, string authority, string path, IReadOnlyDictionary<string, string> options, bool hasAuthority)
    {
        Scheme = scheme;
        Family = Families[scheme];
        Authority = authority;
        Path = path;
        Options = options;
        HasAuthority = hasAuthority;
    }

    /// <summary>The schemes that are known.</summary>
    public static IReadOnlyCollection<string> Schemes => Families.Keys;

    /// <summary>The scheme, lower case; <c>daq</c> for a plain <c>host:port</c>.</summary>
    public string Scheme { get; }

    /// <summary>The protocol family: daq, mds, cxl, odp or fleet.</summary>
    public string Family { get; }

    /// <summary>What stands between <c>//</c> and the path, for example <c>localhost:50051</c>; empty when there is none.</summary>
    public string Authority { get; }

    /// <summary>The path without its leading slash, or what follows <c>scheme:</c>; may be empty.</summary>
    public string Path { get; }

    /// <summary>The options of the query, names as written, values decoded.</summary>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>True when the address has a <c>//</c> part or is a plain <c>host:port</c>.</summary>
    public bool HasAuthority { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address; blanks around it are ignored.</param>
    /// <exception cref="LabConfigurationException">It is empty, its scheme is not known (the nearest is named) or an option stands twice.</exception>
    public static LabEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.Trim();
        if (rest.Length == 0)
        {
            throw Invalid("The endpoint address is empty.", "Give for example \"localhost:50051\" or \"cxl:mem0\".");
        }

        if (rest.Any(char.IsControl))
        {
            throw Invalid("The endpoint address has control characters in it.", "Remove them.");
        }

        var options = TakeOptions(ref rest);
        var mark = rest.IndexOf("://", StringComparison.Ordinal);
        if (mark >= 0)
        {
            var scheme = Known(rest[..mark]);
            var after = rest[(mark + 3)..];
            var slash = after.IndexOf('/', StringComparison.Ordinal);
            return slash < 0
                ? new LabEndpoint(scheme, after, "", options, hasAuthority: true)
                : new LabEndpoint(scheme, after[..slash], after[(slash + 1)..].TrimEnd('/'), options, hasAuthority: true);
        }

        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && !rest.StartsWith('[') && Families.ContainsKey(rest[..colon]) && !IsPort(rest[(colon + 1)..]))
        {
            return new LabEndpoint(rest[..colon].ToLowerInvariant(), "", rest[(colon + 1)..], options, hasAuthority: false);
        }

        if (colon > 0 && !rest.StartsWith('[') && rest.IndexOf(':', colon + 1) < 0 && !IsPort(rest[(colon + 1)..]))
        {
            Known(rest[..colon]); // A word that is no port follows: it was meant as a scheme.
        }

        return new LabEndpoint("daq", rest.TrimEnd('/'), "", options, hasAuthority: true);
    }

    /// <summary>Returns the address without user names, passwords and option values.</summary>
    public override string ToString()
    {
        var at = Authority.LastIndexOf('@');
        var host = at < 0 ? Authority : Authority[(at + 1)..];
        var path = Path.Length == 0 ? "" : HasAuthority ? "/" + Path : Path;
        return HasAuthority ? $"{Scheme}://{host}{path}" : $"{Scheme}:{path}";
    }

    private static bool IsPort(string text) =>
        ushort.TryParse(text.TrimEnd('/'), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Known(string scheme) => Families.ContainsKey(scheme)
        ? scheme.ToLowerInvariant()
        : throw Invalid($"'{scheme}' is not a known kind of endpoint.", NearestNames.Hint(scheme, Families.Keys, "schemes"));

    private static Dictionary<string, string> TakeOptions(ref string rest)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        if (question < 0)
        {
            return options;
        }

        foreach (var pair in rest[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var key = Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "true" : Uri.UnescapeDataString(pair[(equals + 1)..]);
            if (!options.TryAdd(key, value))
            {
                throw Invalid($"The option '{key}' stands twice in the endpoint address.", "Keep one of them.");
            }
        }

        rest = rest[..question];
        return options;
    }

    private static LabConfigurationException Invalid(string problem, string hint) =>
        new(CoreErrorIds.InvalidEndpoint, problem, hint);
}
