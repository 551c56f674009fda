namespace LabSdk.Cxl;

/// <summary>
/// The 80 bytes of an event record that depend on its kind. Fields that the device marks as not valid are null; all bytes
/// stay in <see cref="CxlEventRecord.Data"/>.
/// </summary>
public abstract record CxlEventDetails
{
    /// <summary>Bytes of the data of a record.</summary>
    public const int DataSize = 80;

    private protected CxlEventDetails()
    {
    }

    /// <summary>The UUID of the kind.</summary>
    public abstract Guid Uuid { get; }

    /// <summary>Writes the 80 bytes; reserved fields and those that are null become 0.</summary>
    /// <param name="destination">At least 80 bytes.</param>
    /// <returns>80.</returns>
    /// <exception cref="ArgumentException">The room is too small, or a field is longer than its place.</exception>
    public abstract int Write(Span<byte> destination);

    /// <summary>Reads the data of a record; null for a kind that is not known here.</summary>
    /// <param name="uuid">The kind.</param>
    /// <param name="data">The data, from byte 48 of the record on.</param>
    /// <exception cref="CxlProtocolException">There are fewer than 80 bytes.</exception>
    public static CxlEventDetails? Read(Guid uuid, ReadOnlyMemory<byte> data) =>
        uuid == CxlEventIds.GeneralMedia ? CxlGeneralMediaEvent.Read(data)
        : uuid == CxlEventIds.Dram ? CxlDramEvent.Read(data)
        : uuid == CxlEventIds.MemoryModule ? CxlMemoryModuleEvent.Read(data)
        : uuid == CxlEventIds.MemorySparing ? CxlMemorySparingEvent.Read(data)
        : uuid == CxlEventIds.PhysicalSwitch ? CxlPhysicalSwitchEvent.Read(data)
        : uuid == CxlEventIds.VirtualSwitch ? CxlVirtualSwitchEvent.Read(data)
        : uuid == CxlEventIds.MldPort ? CxlMldPortEvent.Read(data)
        : uuid == CxlEventIds.DynamicCapacity ? CxlDynamicCapacityEvent.Read(data)
        : null;
}
