namespace LabSdk.Fleet;

/// <summary>A device with the same module, type, role and priority is connected.</summary>
public sealed class FleetAlreadyConnectedException : FleetConnectRejectedException
{
    internal FleetAlreadyConnectedException(string message)
        : base(
            FleetErrorIds.AlreadyConnected,
            FleetResponseType.AlreadyConnected,
            FleetErrorCode.DeviceAlreadyConnected,
            message,
            "Close the other client, take another role or a smaller priority number, or wait: a gateway needs a moment to notice that a connection is gone (FleetOptions.AlreadyConnectedGrace).",
            isTransient: true)
    {
    }
}
