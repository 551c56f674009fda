namespace LabSdk.Cxl;

public readonly partial record struct MemdevGetPartitionInfo
{
    /// <summary>True when a reset will change the partition.</summary>
    public bool IsChangePending => NextVolatileUnits != 0 || NextPersistentUnits != 0;

    /// <summary>Volatile bytes after the next reset; null when no change is pending.</summary>
    public ulong? PendingVolatileBytes => IsChangePending ? NextVolatileBytes : null;

    /// <summary>Persistent bytes after the next reset; null when no change is pending.</summary>
    public ulong? PendingPersistentBytes => IsChangePending ? NextPersistentBytes : null;
}
