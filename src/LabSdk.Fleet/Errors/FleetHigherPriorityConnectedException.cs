namespace LabSdk.Fleet;

/// <summary>A device with the same module, type and role and a smaller priority number is connected.</summary>
public sealed class FleetHigherPriorityConnectedException : FleetConnectRejectedException
{
    internal FleetHigherPriorityConnectedException(string message)
        : base(
            FleetErrorIds.HigherPriorityConnected,
            FleetResponseType.HigherPriorityAlreadyConnected,
            FleetErrorCode.HigherPriorityAlreadyConnected,
            message,
            "It took or keeps the place: 0 beats 1. Take another role, or a smaller priority number.",
            isTransient: true)
    {
    }
}
