namespace LabSdk.Simulation.Cxl;

/// <summary>What a component says about itself.</summary>
internal sealed record ComponentIdentity(ulong SerialNumber, byte ComponentType)
{
    public const byte Switch = 0, Type3 = 3;

    public ushort VendorId { get; init; } = 0x1AB5;

    public ushort DeviceId { get; init; } = 0x0D93;

    public ushort SubsystemVendorId { get; init; } = 0x1AB5;

    public ushort SubsystemId { get; init; } = 0x0001;
}
