using LabSdk.Fleet;

namespace LabSdk.Simulation.Fleet;

/// <summary>What makes a device one and the same: not its name, not its priority.</summary>
internal readonly record struct DeviceKey(int Module, uint Type, string Role)
{
    public static DeviceKey Of(FleetDevice device) => new(device.Module, device.Type, device.Role);
}
