namespace LabSdk.Fleet;

/// <summary>The client was destroyed: by its user, or by a failure where <see cref="FleetOptions.EndsOnFailure"/> is set.</summary>
public sealed class FleetClientDestroyedException : LabException, IFleetError
{
    internal FleetClientDestroyedException(string message, Exception? innerException)
        : base(FleetErrorIds.Destroyed, message, "Connect a new client.", isTransient: false, innerException)
    {
    }

    /// <inheritdoc/>
    public FleetErrorCode Code => FleetErrorCode.ContextIncorrect;
}
