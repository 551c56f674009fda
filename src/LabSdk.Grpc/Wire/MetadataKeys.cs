using System.Buffers;

namespace LabSdk.Grpc.Wire;

/// <summary>Which keys and values an application may send (gRPC over HTTP/2, custom metadata).</summary>
internal static class MetadataKeys
{
    /// <summary>
    /// The one reserved key an application may use: it asks the writer to compress (same name as in the Grpc.Core API)
    /// and never travels.
    /// </summary>
    public const string CompressionRequest = "grpc-internal-encoding-request";

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz_-.");

    public static bool IsAllowed(ReadOnlySpan<char> key) =>
        !key.IsEmpty && !key.ContainsAnyExcept(KeyCharacters) && !key.StartsWith("grpc-", StringComparison.Ordinal);

    public static void Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!IsAllowed(key) && key != CompressionRequest)
        {
            throw new ArgumentException(
                $"'{key}' is not a metadata key. Use lower-case letters, digits, '_', '-' and '.', not starting with 'grpc-'.",
                nameof(key));
        }
    }

    public static bool IsTextValue(ReadOnlySpan<char> value) => !value.ContainsAnyExceptInRange(' ', '~');

    public static bool IsCredential(string key) => key is "authorization" or "x-api-key" or "cookie" or "proxy-authorization";

    /// <summary>True for header names that belong to the protocol and are not shown as metadata.</summary>
    public static bool IsProtocol(string name) =>
        name.StartsWith("grpc-", StringComparison.Ordinal)
        || name.StartsWith(':')
        || name is "content-type" or "te" or "user-agent" or "host" or "content-length" or "date" or "server"
            or "transfer-encoding" or "connection";
}
