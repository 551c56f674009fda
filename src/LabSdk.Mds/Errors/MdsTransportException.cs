namespace LabSdk.Mds;

/// <summary>A device cannot be found, opened or talked to, or is gone. Backends of other links throw it, too.</summary>
public sealed class MdsTransportException : LabConnectionException, IMdsError
{
    /// <summary>Creates the error.</summary>
    /// <param name="kind">Io, Disconnected, NotFound or AccessDenied.</param>
    /// <param name="message">What failed, on what, and why.</param>
    /// <param name="hint">What to try; null when nothing useful can be said.</param>
    /// <param name="innerException">The cause.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another kind, which has its own exception.</exception>
    public MdsTransportException(MdsErrorKind kind, string message, string? hint = null, Exception? innerException = null)
        : base(IdOf(kind), message, hint, kind is MdsErrorKind.Io or MdsErrorKind.Disconnected, innerException) => Kind = kind;

    /// <inheritdoc/>
    public MdsErrorKind Kind { get; }

    private static string IdOf(MdsErrorKind kind) => kind switch
    {
        MdsErrorKind.Io => MdsErrorIds.Io,
        MdsErrorKind.Disconnected => MdsErrorIds.Disconnected,
        MdsErrorKind.NotFound => MdsErrorIds.NotFound,
        MdsErrorKind.AccessDenied => MdsErrorIds.AccessDenied,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only errors of a transport."),
    };
}
