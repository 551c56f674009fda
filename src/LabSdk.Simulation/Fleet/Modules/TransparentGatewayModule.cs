using LabSdk.Fleet;

namespace LabSdk.Simulation.Fleet;

/// <summary>Takes any status of any type and hands commands through.</summary>
internal sealed class TransparentGatewayModule(bool isPushing) : IGatewayModule
{
    private static readonly ReadOnlyMemory<byte> Default = "\"default_command\""u8.ToArray();

    public int Number => FleetModule.Transparent;

    public bool Supports(uint type) => true;

    public bool IsStatusValid(uint type, ReadOnlyMemory<byte> status) => true;

    public ReadOnlyMemory<byte> FirstCommand(uint type) => Default;

    public bool IsPushOnly(uint type) => isPushing;

    public bool IsWorthForwarding(uint type, ReadOnlyMemory<byte> oldStatus, ReadOnlyMemory<byte> newStatus) => true;
}
