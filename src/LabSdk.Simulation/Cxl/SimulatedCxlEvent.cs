using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>An event record of 128 bytes as a component puts it into its log. Handle and time are added there.</summary>
public sealed class SimulatedCxlEvent
{
    /// <summary>Transaction type of media events: the host injected poison.</summary>
    public const byte HostInjectPoison = 4;

    /// <summary>Transaction type of media events: a scan that the host has asked for.</summary>
    public const byte HostScanMedia = 3;

    /// <summary>Transaction type of media events: the device's own scrub.</summary>
    public const byte InternalScrub = 5;

    private const int HeaderRest = 48, SeverityMask = 3;

    private readonly Guid _id;
    private readonly byte[] _data;

    internal SimulatedCxlEvent(Guid id, CciWriter data, CxlEventSeverity severity)
    {
        (_id, _data, Severity) = (id, data.ToArray(), severity);
    }

    /// <summary>How bad it is; decides the log.</summary>
    public CxlEventSeverity Severity { get; }

    /// <summary>Flags beside the severity: bit 2 permanent, 3 maintenance needed, 4 performance degraded, 5 replacement needed. Default 0.</summary>
    public uint Flags { get; init; }

    /// <summary>The handle of an earlier record that it belongs to; 0 for none.</summary>
    public ushort RelatedHandle { get; init; }

    internal byte Log => _id == CxlUuids.DynamicCapacityEvent ? EventLogs.DynamicCapacity : (byte)Severity;

    /// <summary>An error of the media at an address, whatever it is made of.</summary>
    /// <param name="address">The device physical address; its lowest 6 bits are left out.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="transaction">What found it.</param>
    /// <param name="isUncorrectable">True when the data are lost.</param>
    public static SimulatedCxlEvent GeneralMedia(
        ulong address, CxlEventSeverity severity = CxlEventSeverity.Informational, byte transaction = InternalScrub, bool isUncorrectable = false) =>
        new(CxlUuids.GeneralMediaEvent, Media(address, isUncorrectable, eventType: 0, transaction).U16(0x03).U8(1).U8(0).Pad(24), severity);

    /// <summary>An error of DRAM, with the place on the module.</summary>
    /// <param name="address">The device physical address; its lowest 6 bits are left out.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="bank">The bank, 0 to 15.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    public static SimulatedCxlEvent Dram(ulong address, CxlEventSeverity severity = CxlEventSeverity.Informational, byte bank = 0, uint row = 0, ushort column = 0) =>
        new(
            CxlUuids.DramEvent,
            Media(address, isUncorrectable: false, eventType: 1, InternalScrub).U16(0x7B).U8(0).U8(0).U24(0).U8(bank >> 2).U8(bank & 3).U24(row).U16(column).Pad(55),
            severity);

    /// <summary>A bind or unbind in a virtual switch.</summary>
    /// <param name="virtualSwitch">The virtual switch.</param>
    /// <param name="virtualPort">Its virtual port.</param>
    /// <param name="binding">What the port is bound to now, as in Get Virtual CXL Switch Info.</param>
    /// <param name="port">The physical port.</param>
    /// <param name="logicalDevice">The logical device; FFh for none.</param>
    public static SimulatedCxlEvent VirtualSwitch(byte virtualSwitch, byte virtualPort, byte binding, byte port, byte logicalDevice) =>
        new(
            CxlUuids.VirtualSwitchEvent,
            new CciWriter().U8(virtualSwitch).U8(virtualPort).U8(0).U8(binding).U8(port).U8(logicalDevice),
            CxlEventSeverity.Informational);

    /// <summary>An error message that came from a device with many logical devices.</summary>
    /// <param name="port">The physical port.</param>
    /// <param name="kind">0 correctable, 1 non-fatal, 2 fatal.</param>
    /// <param name="severity">How bad it is.</param>
    public static SimulatedCxlEvent MldPort(byte port, byte kind, CxlEventSeverity severity = CxlEventSeverity.Warning) =>
        new(CxlUuids.MldPortEvent, new CciWriter().U8(kind).U8(port).Pad(2).Pad(8), severity);

    /// <summary>A record of any kind, to be filled in by hand.</summary>
    /// <param name="id">The identifier of the kind.</param>
    /// <param name="data">Up to 80 bytes behind the header.</param>
    /// <param name="severity">How bad it is.</param>
    public static SimulatedCxlEvent Raw(Guid id, ReadOnlySpan<byte> data, CxlEventSeverity severity = CxlEventSeverity.Informational)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, EventLog.RecordSize - HeaderRest, nameof(data));
        return new(id, new CciWriter().Bytes(data), severity);
    }

    /// <summary>The health of the module has changed.</summary>
    internal static SimulatedCxlEvent MemoryModule(byte eventType, CciWriter health, CxlEventSeverity severity) =>
        new(CxlUuids.MemoryModuleEvent, new CciWriter().U8(eventType).Bytes(health.ToArray()), severity);

    /// <summary>The state of a physical port has changed.</summary>
    internal static SimulatedCxlEvent PhysicalSwitch(byte port, CciWriter state) =>
        new(CxlUuids.PhysicalSwitchEvent, new CciWriter().U8(port).U8(0).U16(0).Pad(1).Bytes(state.ToArray()), CxlEventSeverity.Informational);

    /// <summary>Capacity is offered or asked back.</summary>
    internal static SimulatedCxlEvent DynamicCapacity(byte eventType, ushort host, byte region, bool hasMore, CciWriter extent, uint extentsAvailable, uint tagsAvailable) =>
        new(
            CxlUuids.DynamicCapacityEvent,
            new CciWriter().U8(eventType).U8(1).U16(host).U8(region).U8(hasMore ? 1 : 0).Pad(2).Bytes(extent.ToArray()).Pad(24).U32(extentsAvailable).U32(tagsAvailable),
            CxlEventSeverity.Informational);

    internal byte[] Build()
    {
        var record = new CciWriter().Uuid(_id).U8(EventLog.RecordSize).U24((Flags & ~(uint)SeverityMask) | (uint)Severity)
            .U16(0).U16(RelatedHandle).U64(0).U8(0).U8(0).U16(0).U8(0).Pad(11).Bytes(_data);
        return record.Pad(EventLog.RecordSize - record.Length).ToArray();
    }

    private static CciWriter Media(ulong address, bool isUncorrectable, byte eventType, byte transaction) =>
        new CciWriter().U64(address & ~0x3FUL).U8(isUncorrectable ? 1 : 0).U8(eventType).U8(transaction);
}
