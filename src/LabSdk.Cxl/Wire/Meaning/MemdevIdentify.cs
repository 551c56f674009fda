namespace LabSdk.Cxl;

public readonly partial record struct MemdevIdentify
{
    /// <summary>Bytes that can be divided between volatile and persistent memory: the total less both fixed parts.</summary>
    public ulong PartitionableBytes =>
        TotalCapacityUnits < VolatileCapacityUnits || TotalCapacityUnits - VolatileCapacityUnits < PersistentCapacityUnits
            ? 0
            : CxlUnits.ToBytes(TotalCapacityUnits - VolatileCapacityUnits - PersistentCapacityUnits, CxlUnits.Capacity);

    /// <summary>True when the partition can be changed.</summary>
    public bool IsPartitionable => PartitionAlignmentUnits != 0;

    /// <summary>True when poison can be injected into persistent memory so that it survives a reset.</summary>
    public bool InjectsPersistentPoison => PoisonCapabilities.HasFlag(CxlPoisonCapabilities.InjectsPersistentPoison);

    /// <summary>True when the device can scan its media for poison.</summary>
    public bool ScansForPoison => PoisonCapabilities.HasFlag(CxlPoisonCapabilities.ScansForPoison);
}
