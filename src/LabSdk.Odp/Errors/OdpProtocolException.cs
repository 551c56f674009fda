namespace LabSdk.Odp;

/// <summary>What came over the broker or from a server breaks the protocol, or cannot be understood yet.</summary>
public sealed class OdpProtocolException : ProtocolException, IOdpError
{
    internal OdpProtocolException(OdpErrorKind kind, string message, string? hint = null, Exception? innerException = null)
        : base(IdOf(kind), message, hint, isTransient: kind == OdpErrorKind.UnknownFormat, innerException) => Kind = kind;

    /// <inheritdoc/>
    public OdpErrorKind Kind { get; }

    private static string IdOf(OdpErrorKind kind) => kind switch
    {
        OdpErrorKind.Malformed => OdpErrorIds.Malformed,
        OdpErrorKind.UnknownFormat => OdpErrorIds.UnknownFormat,
        OdpErrorKind.Shape => OdpErrorIds.Shape,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only errors of what was received."),
    };
}
