namespace LabSdk.Fleet;

/// <summary>The gateway could not be reached, closed the connection, answered late or sent something else than an answer.</summary>
public abstract class FleetCommunicationException : LabConnectionException, IFleetError
{
    private protected FleetCommunicationException(string errorId, FleetErrorCode code, string message, string? hint, Exception? innerException)
        : base(errorId, message, hint, isTransient: true, innerException) => Code = code;

    /// <inheritdoc/>
    public FleetErrorCode Code { get; }

    /// <summary>The tries that failed, the last one too; empty when there was only one.</summary>
    public IReadOnlyList<FleetAttempt> Attempts { get; internal set; } = [];
}
