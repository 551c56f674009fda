namespace LabSdk.Mds;

/// <summary>The device did not answer, or sent no packet, in time.</summary>
public sealed class MdsTimeoutException : LabTimeoutException, IMdsError
{
    internal MdsTimeoutException(string message, TimeSpan? timeout, string? hint = null, Exception? innerException = null)
        : base(MdsErrorIds.Timeout, message, hint, isTransient: true, innerException) => Timeout = timeout;

    /// <inheritdoc/>
    public MdsErrorKind Kind => MdsErrorKind.Timeout;
}
