using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Upload;

/// <summary>Where chunks go and with which key: checked, because both come from an untrusted device.</summary>
internal sealed class UploadTarget
{
    private UploadTarget(Uri uri, string headerName, Secret headerValue)
    {
        (Uri, HeaderName, HeaderValue) = (uri, headerName, headerValue);
    }

    public Uri Uri { get; }

    public string HeaderName { get; }

    public Secret HeaderValue { get; }

    /// <summary>Checks a device's config against the rules.</summary>
    /// <exception cref="LabConfigurationException">Chunks must not or cannot be sent there.</exception>
    public static UploadTarget Of(DeviceConfig config, UploadOptions options)
    {
        var text = config.DataUri;

        // The path is sent exactly as the device gave it, so it must not hold what could end a request line.
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('!', '~')
            || !Uri.TryCreate(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri)
            || uri.Scheme is not ("http" or "https") || text.Contains('#', StringComparison.Ordinal))
        {
            throw Refuse("The device's data URI is no web address.", "Set MdsOptions.Config to give another one.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Refuse("The device's data URI holds a user name.", null);
        }

        var isOwn = uri.Scheme == "http" && options.AllowLoopbackHttp && uri.IsLoopback;
        if (uri.Scheme != "https" && !isOwn)
        {
            throw Refuse($"The device wants its chunks sent unencrypted to '{uri.IdnHost}'.", "Only https is allowed; UploadOptions.AllowLoopbackHttp allows http to this computer itself.");
        }

        if (!isOwn && !options.AllowedHosts.Any(allowed => Matches(uri.IdnHost, allowed)))
        {
            throw Refuse(
                $"The device wants its chunks and its key sent to '{uri.IdnHost}', which is not on the list of allowed hosts ({string.Join(", ", options.AllowedHosts)}).",
                "If that is right, add the host to UploadOptions.AllowedHosts.");
        }

        if (!AuthorizationHeader.TryParse(config.Authorization.Reveal(), out var name, out var value))
        {
            throw Refuse("The device's authorization is no header: a name, a colon and a value are needed.", null);
        }

        return IsOwnedByHttp(name)
            ? throw Refuse($"The device's authorization names the header '{name}', which belongs to HTTP itself.", null)
            : new UploadTarget(uri, name, new Secret(value));
    }

    private static bool Matches(string host, string allowed) => allowed.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase) && host.Length > allowed.Length - 1
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    // A device could otherwise change where the request goes or where it ends.
    private static bool IsOwnedByHttp(string name) =>
        name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
        || new[] { "Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "User-Agent", "Cookie" }
            .Contains(name, StringComparer.OrdinalIgnoreCase);

    private static LabConfigurationException Refuse(string problem, string? hint) => new(MdsErrorIds.UploadRefused, problem, hint);
}
