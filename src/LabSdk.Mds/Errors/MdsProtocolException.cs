namespace LabSdk.Mds;

/// <summary>What the device or its link sent breaks the protocol, or is no text.</summary>
public sealed class MdsProtocolException : ProtocolException, IMdsError
{
    internal MdsProtocolException(MdsErrorKind kind, string message, string? hint = null, Exception? innerException = null)
        : base(kind == MdsErrorKind.InvalidText ? MdsErrorIds.InvalidText : MdsErrorIds.Protocol, message, hint, isTransient: false, innerException) => Kind = kind;

    /// <inheritdoc/>
    public MdsErrorKind Kind { get; }
}
