namespace LabSdk.Fleet;

/// <summary>The module does not know the device type.</summary>
public sealed class FleetDeviceNotSupportedException : FleetConnectRejectedException
{
    internal FleetDeviceNotSupportedException(string message)
        : base(
            FleetErrorIds.DeviceNotSupported,
            FleetResponseType.DeviceNotSupported,
            FleetErrorCode.DeviceTypeNotSupported,
            message,
            "Check the device type: mission has 1, io has 1 to 4, example has 0.",
            isTransient: false)
    {
    }
}
