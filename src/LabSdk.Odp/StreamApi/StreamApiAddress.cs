using System.Globalization;

namespace LabSdk.Odp.StreamApi;

/// <summary>Addresses of Stream API servers: <c>odp+grpc://host:13579</c>, with TLS <c>odp+grpcs://host:13579</c>, or <c>host:13579</c>.</summary>
internal sealed record StreamApiAddress(Uri Server, Uri KeyGenerator)
{
    public const int DefaultPort = 13579;
    public const int KeyGeneratorPort = 15379;

    private const string Plain = "odp+grpc";
    private const string Secure = "odp+grpcs";

    /// <summary>The address as a user gives it.</summary>
    public string Endpoint => $"{(Server.Scheme == Uri.UriSchemeHttps ? Secure : Plain)}://{Server.Authority}";

    /// <exception cref="OdpConfigurationException">It is no such address.</exception>
    public static StreamApiAddress Parse(string text, string? keyGenerator)
    {
        ArgumentNullException.ThrowIfNull(text);
        var given = text.Trim();
        var mark = given.IndexOf("://", StringComparison.Ordinal);
        var scheme = mark < 0 ? Plain : given[..mark].ToLowerInvariant();
        var http = scheme switch
        {
            Plain or "http" => Uri.UriSchemeHttp,
            Secure or "https" => Uri.UriSchemeHttps,
            _ => throw Invalid(given),
        };
        var server = At(http, mark < 0 ? given : given[(mark + 3)..], DefaultPort) ?? throw Invalid(given);
        var keys = keyGenerator is null
            ? new UriBuilder(server) { Port = KeyGeneratorPort }.Uri
            : At(http, keyGenerator, KeyGeneratorPort) ?? throw Invalid(keyGenerator);
        return new StreamApiAddress(server, keys);
    }

    private static Uri? At(string scheme, string authority, int port)
    {
        authority = authority.TrimEnd('/');
        var isUsable = authority.Length > 0 && authority.IndexOfAny(['/', '?', '#', '@', ' ', '\\']) < 0;
        if (isUsable && authority.LastIndexOf(':') <= authority.LastIndexOf(']'))
        {
            authority = string.Create(CultureInfo.InvariantCulture, $"{authority}:{port}");
        }

        return isUsable && Uri.TryCreate($"{scheme}://{authority}", UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.Port > 0 ? uri : null;
    }

    private static OdpConfigurationException Invalid(string text)
    {
        // What stands before an @ may be a password.
        var shown = text[(text.LastIndexOf('@') + 1)..];
        return new OdpConfigurationException(
            OdpErrorKind.InvalidSettings, $"'{shown}' is no address of a Stream API server.", "Give for example odp+grpc://localhost:13579.");
    }
}
