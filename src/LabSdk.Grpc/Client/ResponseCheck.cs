using System.Globalization;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Client;

/// <summary>Decides from its headers whether a response is a gRPC answer.</summary>
internal static class ResponseCheck
{
    /// <summary>The encoding of the messages.</summary>
    /// <exception cref="RpcException">The response is no gRPC answer, or its encoding is unknown.</exception>
    public static MessageEncoding Encoding(HttpResponseMessage response)
    {
        var hasStatus = response.Headers.NonValidated.Contains("grpc-status");
        if (!hasStatus && (int)response.StatusCode != 200)
        {
            throw Refused(
                StatusMapping.FromHttpStatus((int)response.StatusCode),
                string.Create(CultureInfo.InvariantCulture, $"The server answered with HTTP status {(int)response.StatusCode} ({response.StatusCode}) instead of a gRPC status."));
        }

        if (!hasStatus && !IsGrpc(HeaderReader.First(response.Content.Headers, "content-type")))
        {
            throw Refused(
                StatusCode.Unknown,
                "The server answered with a content type that is not application/grpc: it is not a gRPC server, or a proxy answered for it.");
        }

        var name = HeaderReader.First(response.Headers, "grpc-encoding");
        return MessageEncodings.TryParse(name, out var encoding)
            ? encoding
            : throw Refused(StatusCode.Internal, $"The server uses the message encoding '{name}', which this client does not know.");
    }

    /// <summary>A refusal that came without a body is thrown at once, so that it may be tried again.</summary>
    public static void RejectUnavailable(HttpResponseMessage response)
    {
        if (HeaderReader.ReadStatus(response.Headers) is { StatusCode: StatusCode.Unavailable } status)
        {
            throw new RpcException(status, HeaderReader.ReadMetadata(response.Headers));
        }
    }

    public static bool IsGrpc(string? contentType) =>
        contentType is not null && contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == 16 || contentType[16] is '+' or ';');

    private static RpcException Refused(StatusCode code, string detail) => new(new Status(code, detail));
}
