using System.Text;
using LabSdk.Cxl;
using LabSdk.Display.Tests.Samples;
using LabSdk.Families.Cxl;
using LabSdk.Simulation;
using LabSdk.Tests.Cxl;

namespace LabSdk.Tests.Shown;

/// <summary>Everything of the CXL facade that shows itself, with every text of it given by the test.</summary>
internal static class CxlSamples
{
    public static IReadOnlyList<Sample> List { get; } =
    [
        new("cxl device", field => Memory(field)),
        new("cxl health", field => new CxlHealth(
            field("mem0"), new CxlHealthData([new(field("media"), Devices.HealthSeverity.Fault, field("all data lost"), field("save it"))]) { Info = new MemdevGetHealthInfo { LifeUsed = 255, DeviceTemperature = 0x7FFF } }, true)),
        new("cxl identity", field => new CxlIdentity(Memory(field), 7, new Identify { ComponentType = (CxlComponentType)99 }, new MemdevIdentify { FirmwareRevision = Short(field("FW 1")), TotalCapacityUnits = ulong.MaxValue }, new FmapiIdentifySwDevice { PhysicalPortCount = 255 })),
        new("cxl alerts", field => new CxlAlertSettings(Memory(field), new MemdevGetAlertConfig { ValidAlerts = (CxlAlerts)0xFF })),
        new("cxl partitions", field => new CxlPartitions(Memory(field), new MemdevGetPartitionInfo { ActiveVolatileUnits = 3, NextVolatileUnits = ulong.MaxValue }, new MemdevIdentify { TotalCapacityUnits = 9, FirmwareRevision = "" })),
        new("cxl events", Events),
        new("cxl poison", field => new CxlPoisonTable(Memory(field), new CxlPoisonContent([new CxlMediaErrorRecord { LengthUnits = uint.MaxValue }], true, DateTimeOffset.UnixEpoch, true))),
        new("cxl firmware", field => new CxlFirmware(Memory(field), new GetFwInfo { SlotCount = 200, FirmwareRevision1 = Short(field("A")), FirmwareRevision2 = Short(field("B")), FirmwareRevision3 = "", FirmwareRevision4 = "" })),
        new("cxl logs", field => new CxlLogs(Memory(field), [new CxlLog(Memory(field), new CxlSupportedLog { Uuid = Guid.NewGuid(), Size = 7 }, (CxlLogCapabilities)0xFFFF)])),
        new("cxl features", field => new CxlFeatures(Memory(field), [new CxlSupportedFeature { FeatureId = CxlFeatureIds.DevicePatrolScrubControl, GetSize = 4, SetSize = 4, SetEffects = (CxlCommandEffects)0xFFFF }])),
        new("cxl bytes", field => new CxlBytes(Memory(field), field("Vendor Debug Log"), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(field("text"), 100))))),
        new("cxl security", field => new CxlSecurity(Memory(field), (CxlSecurityState)0xFFFFFFFF)),
        new("cxl labels", field => new CxlLabels(Memory(field), 4096, Encoding.UTF8.GetBytes(field("label")))),
        new("cxl dynamic capacity", field => new CxlDynamicCapacity(Memory(field), new MemdevGetDcConfig(), [new CxlDcRegion { RegionLength = 1 << 28 }], [new CxlDcExtent { Length = ulong.MaxValue }])),
        new("cxl ports", Ports),
        new("cxl many ports", field => new CxlPorts(Memory(field), default, Enumerable.Range(0, 40).Select(id => Port((byte)id, CxlPortConfigurationState.Dsp, 255)), [])),
        new("cxl virtual switches", field => new CxlVirtualSwitches(Memory(field), Virtual())),
        new("cxl logical devices", field => new CxlLogicalDevices(
            Memory(field), new FmapiGetLdInfo { MemorySize = ulong.MaxValue, LdCount = 2 }, [new CxlLdSize(0, 5, null), new CxlLdSize(1, ulong.MaxValue, ulong.MaxValue)], null, [1], [0, 255, 7])),
        new("cxl heads", field => new CxlHeads(Memory(field), [new CxlHead { PortNumber = 3, LtssmState = (CxlLtssmState)200 }], [3, 255])),
        new("cxl discovery", field => new CxlDiscovery(
            [new CxlMailboxInfo(field("mem0"), 1, field("FW"), 512, 1, null, 0)], new CxlMctpListing([new CxlMctpInfo(1, 9, [7, 8], field("service"), field("path"))], [], [field("broken")], []), field("no bus"))),
    ];

    private static CxlDevice Memory(Func<string, string> field) =>
        CxlLabs.On(new SimulatedCxlDevice(new SimulatedCxlOptions { Name = "m " + field("mem0"), Drifts = false })).Cxl();

    // Revisions have 16 bytes on the wire.
    private static string Short(string text) => new([.. text.Where(sign => sign is > '\0' and <= '\u00FF').Take(16)]);

    private static CxlEventTable Events(Func<string, string> field)
    {
        var texts = Encoding.UTF8.GetBytes(field("component").PadRight(80)).AsMemory(0, 80);
        var kinds = new[]
        {
            CxlEventIds.GeneralMedia, CxlEventIds.Dram, CxlEventIds.MemoryModule, CxlEventIds.MemorySparing, CxlEventIds.PhysicalSwitch, CxlEventIds.VirtualSwitch, CxlEventIds.MldPort,
            CxlEventIds.DynamicCapacity, Guid.Empty,
        };
        var records = kinds.Select((uuid, index) => new CxlEventRecord { Uuid = uuid, Handle = (ushort)(index + 1), Flags = new CxlEventFlags(0x1FF), Timestamp = ulong.MaxValue, Data = texts }).ToArray();
        return new CxlEventTable(Memory(field), [new CxlEventLogContent(CxlEventLog.Fatal, records, true, 65535, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, true)]);
    }

    private static CxlPorts Ports(Func<string, string> field) => new(
        Memory(field), new FmapiIdentifySwDevice { PhysicalPortCount = 4 },
        [
            Port(0, CxlPortConfigurationState.Usp, 0), Port(1, CxlPortConfigurationState.Dsp, 255), Port(2, CxlPortConfigurationState.Disabled, 0),
            Port(3, (CxlPortConfigurationState)14, 3) with { LtssmState = (CxlLtssmState)99, NegotiatedLinkWidth = 255, CurrentLinkSpeed = 255 },
        ],
        Virtual());

    private static CxlPortState Port(byte id, CxlPortConfigurationState state, byte lds) => new()
    {
        PortId = id, Configuration = new CxlPortConfiguration { State = state }, ConnectedDeviceType = CxlConnectedDeviceType.CxlType3Mld, NegotiatedLinkWidth = 8, MaximumLinkWidth = 16,
        CurrentLinkSpeed = 5, MaximumLinkSpeed = 6, LtssmState = CxlLtssmState.L0, SupportedLdCount = lds, LinkState = CxlLinkState.Present,
    };

    private static CxlVcs[] Virtual() =>
    [
        new() { VcsId = 0, VcsState = CxlVcsState.Enabled, UspId = 0, VppbCount = 20, Vppbs = [.. Enumerable.Range(0, 20).Select(i => new CxlVppb { Binding = (CxlVppbBinding)(i % 6), BoundPortId = 1, BoundLdId = (byte)i })] },
        new() { VcsId = 9, VcsState = (CxlVcsState)7, UspId = 77, VppbCount = 3, Vppbs = [] },
    ];
}
