using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Client;

/// <summary>Builds the HTTP request of a call.</summary>
internal static class RequestFactory
{
    public static readonly MediaTypeHeaderValue ContentType = new("application/grpc");

    private static readonly string UserAgent =
        $"labsdk-grpc/{typeof(RequestFactory).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version.Major})";

    public static HttpRequestMessage Create(
        Uri address,
        HttpContent content,
        TimeSpan? timeout,
        string? credentialHeader,
        string? credential,
        Metadata? metadata,
        MessageEncoding encoding,
        int previousAttempts,
        string? targetHost)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        if (timeout is { } left && GrpcTimeout.Format(left) is { } text)
        {
            headers.TryAddWithoutValidation("grpc-timeout", text);
        }

        if (targetHost is not null)
        {
            // The handler checks the certificate against the name in this header.
            headers.Host = targetHost;
        }

        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        headers.TryAddWithoutValidation("grpc-accept-encoding", MessageEncodings.Accepted);
        if (encoding == MessageEncoding.Gzip)
        {
            headers.TryAddWithoutValidation("grpc-encoding", MessageEncodings.GzipName);
        }

        if (previousAttempts > 0)
        {
            headers.TryAddWithoutValidation(
                "grpc-previous-rpc-attempts", previousAttempts.ToString(CultureInfo.InvariantCulture));
        }

        if (credential is not null)
        {
            headers.TryAddWithoutValidation(credentialHeader!, credential);
        }

        if (metadata is not null)
        {
            AddMetadata(headers, metadata);
        }

        return request;
    }

    private static void AddMetadata(HttpRequestHeaders headers, Metadata metadata)
    {
        for (var index = 0; index < metadata.Count; index++)
        {
            var entry = metadata[index];
            if (entry.Key != MetadataKeys.CompressionRequest)
            {
                headers.TryAddWithoutValidation(
                    entry.Key, entry.IsBinary ? BinaryMetadata.Encode(entry.BytesSpan) : entry.Value);
            }
        }
    }
}
