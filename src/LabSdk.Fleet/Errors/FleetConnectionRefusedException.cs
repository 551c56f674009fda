namespace LabSdk.Fleet;

/// <summary>Nobody listens there, the host is not known or not reachable, or the connection was reset while connecting.</summary>
public sealed class FleetConnectionRefusedException : FleetCommunicationException
{
    internal FleetConnectionRefusedException(string message, string? hint = null, Exception? innerException = null)
        : base(FleetErrorIds.ConnectionRefused, FleetErrorCode.UnableToConnect, message, hint, innerException)
    {
    }
}
