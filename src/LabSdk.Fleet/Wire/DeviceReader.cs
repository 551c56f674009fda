using LabSdk.Fleet.Wire.Messages;

namespace LabSdk.Fleet.Wire;

/// <summary>Makes a device of what came.</summary>
internal static class DeviceReader
{
    /// <summary>The device; the expected one itself when it is equal, so that answers cost no memory.</summary>
    public static FleetDevice? Read(DeviceMessage? message, FleetDevice? expected)
    {
        if (message is null)
        {
            return null;
        }

        return expected is not null && IsSame(message, expected)
            ? expected
            : new FleetDevice(message.Module, message.DeviceType, message.DeviceRole, message.DeviceName, message.Priority);
    }

    private static bool IsSame(DeviceMessage message, FleetDevice device) =>
        message.Module == device.Module && message.DeviceType == device.Type && message.Priority == device.Priority
        && message.DeviceRole == device.Role && message.DeviceName == device.Name;
}
