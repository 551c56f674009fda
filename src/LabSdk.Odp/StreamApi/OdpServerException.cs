using LabSdk.Grpc;

namespace LabSdk.Odp;

/// <summary>A Stream API server is not reached, or refuses a request: by a status, by <c>success = false</c> or by an empty answer.</summary>
public sealed class OdpServerException : LabConnectionException, IOdpError
{
    internal OdpServerException(OdpErrorKind kind, string message, string? hint = null, bool isTransient = true, Exception? innerException = null)
        : base(kind == OdpErrorKind.ServerUnreachable ? OdpErrorIds.ServerUnreachable : OdpErrorIds.ServerRefused, message, hint, isTransient, innerException) => Kind = kind;

    /// <inheritdoc/>
    public OdpErrorKind Kind { get; }

    /// <summary>The gRPC method, for example <c>CreateSession</c>; null when it is about connecting.</summary>
    public string? Method { get; init; }

    /// <summary>The status of the call; <see cref="GrpcStatusCode.OK"/> when the answer itself says that it failed.</summary>
    public GrpcStatusCode Status { get; init; }
}
