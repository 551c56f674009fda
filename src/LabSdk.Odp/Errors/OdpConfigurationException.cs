namespace LabSdk.Odp;

/// <summary>A name, mapping, pattern, setting or key given by the user cannot be used. Nothing was sent.</summary>
public sealed class OdpConfigurationException : LabConfigurationException, IOdpError
{
    internal OdpConfigurationException(OdpErrorKind kind, string message, string? hint = null, Exception? innerException = null)
        : base(IdOf(kind), message, hint, isTransient: false, innerException) => Kind = kind;

    /// <inheritdoc/>
    public OdpErrorKind Kind { get; }

    private static string IdOf(OdpErrorKind kind) => kind switch
    {
        OdpErrorKind.InvalidName => OdpErrorIds.InvalidName,
        OdpErrorKind.InvalidMapping => OdpErrorIds.InvalidMapping,
        OdpErrorKind.InvalidPattern => OdpErrorIds.InvalidPattern,
        OdpErrorKind.InvalidSettings => OdpErrorIds.InvalidSettings,
        OdpErrorKind.InvalidWindow => OdpErrorIds.InvalidWindow,
        OdpErrorKind.UnknownSession => OdpErrorIds.UnknownSession,
        OdpErrorKind.NoKafkaLibrary => OdpErrorIds.NoKafkaLibrary,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only errors of what was given."),
    };
}
