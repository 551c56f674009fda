namespace LabSdk.Fleet;

/// <summary>The gateway did not take a status, or did not answer, in time.</summary>
public sealed class FleetTimeoutException : FleetCommunicationException
{
    internal FleetTimeoutException(FleetErrorCode code, string message, TimeSpan timeout, string? hint = null, Exception? innerException = null)
        : base(FleetErrorIds.Timeout, code, message, hint, innerException) => Timeout = timeout;

    /// <summary>The time that one attempt was allowed.</summary>
    public TimeSpan Timeout { get; }
}
