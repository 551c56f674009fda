using System.Net;

namespace LabSdk.Grpc.Client;

/// <summary>Checks and completes the address of a channel.</summary>
internal static class GrpcAddress
{
    /// <summary>Reads <c>http://host:port</c>, <c>https://host:port</c> or a bare <c>host:port</c>, which means http.</summary>
    public static Uri Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var text = address.Trim();
        if (text.Length > 0 && !text.Contains("://", StringComparison.Ordinal))
        {
            text = "http://" + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw Invalid(address);
    }

    public static Uri Check(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var usable = address.IsAbsoluteUri
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.Host.Length > 0
            && address.AbsolutePath == "/"
            && address.Query.Length == 0
            && address.Fragment.Length == 0
            && address.UserInfo.Length == 0
            && address.Port > 0;
        return usable ? address : throw Invalid(address.IsAbsoluteUri ? $"{address.Scheme}://{address.Authority}" : "");
    }

    public static bool IsLoopback(Uri address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));

    private static LabConfigurationException Invalid(string shown) => new(
        GrpcErrorIds.InvalidAddress,
        $"'{shown}' is not the address of a gRPC server.",
        "Give host:port, http://host:port or https://host:port, for example localhost:50051.");
}
