namespace LabSdk.Odp;

/// <summary>A Stream API server did not answer before the deadline.</summary>
public sealed class OdpServerTimeoutException : LabTimeoutException, IOdpError
{
    internal OdpServerTimeoutException(string message, string? hint = null, Exception? innerException = null)
        : base(OdpErrorIds.ServerTimeout, message, hint, isTransient: true, innerException)
    {
    }

    /// <inheritdoc/>
    public OdpErrorKind Kind => OdpErrorKind.ServerTimeout;

    /// <summary>The gRPC method, for example <c>CreateSession</c>.</summary>
    public string? Method { get; init; }
}
