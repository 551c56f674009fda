namespace LabSdk.Fleet;

/// <summary>No status was answered yet, so there is no command.</summary>
public sealed class FleetNoCommandException : LabException, IFleetError
{
    internal FleetNoCommandException(string message)
        : base(FleetErrorIds.NoCommand, message, "Send a status first: each one is answered with a command.")
    {
    }

    /// <inheritdoc/>
    public FleetErrorCode Code => FleetErrorCode.NoCommandAvailable;
}
