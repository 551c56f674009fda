using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>The identity of a component as a card.</summary>
internal static class CxlIdentityView
{
    public static Block Of(CxlIdentity identity)
    {
        var facts = new PropertyList();
        if (identity.Memory is { } lead)
        {
            facts.Add(new Property("Capacity", CxlText.Bytes(lead.TotalCapacityBytes), IsLead: true));
        }
        else if (identity.Switch is { } ports)
        {
            facts.Add(new Property("Ports", Cell.Integer(ports.PhysicalPortCount), IsLead: true));
        }

        facts.Add("Serial number", identity.SerialNumber is { } serial ? Cell.Code(CxlText.Serial(serial)) : Cell.Of(State.Unknown, "not told"));
        if (identity.Component is { } component)
        {
            Add(facts, component);
        }

        if (identity.Memory is { } memory)
        {
            Add(facts, memory);
        }

        if (identity.Switch is { } fabric)
        {
            Add(facts, fabric);
        }

        return new Card($"Identity of {identity.Device.Id}", facts) { Badges = DeviceCard.Badges(identity.Device.Description.IsSimulated) };
    }

    private static void Add(PropertyList facts, Identify component)
    {
        facts.Add("Kind", component.ComponentType switch { CxlComponentType.Type3Device => "memory device (type 3)", CxlComponentType.Gfd => "fabric-attached memory device", var other => CxlText.Words(other) });
        facts.Add("Vendor and device", Cell.Code(Pair(component.VendorId, component.DeviceId)));
        if (component.SubsystemVendorId != 0)
        {
            facts.Add("Subsystem", Cell.Code(Pair(component.SubsystemVendorId, component.SubsystemId)));
        }

        facts.Add("Longest message", component.MaximumMessageBytes is { } bytes ? Cell.Integer(bytes, "B") : Cell.Of(State.Unknown, "not told"));
    }

    private static void Add(PropertyList facts, MemdevIdentify memory)
    {
        facts.Add("Firmware", Cell.Code(memory.FirmwareRevision));
        facts.Add("Volatile", $"{CxlText.Bytes(memory.VolatileCapacityBytes)} fixed");
        facts.Add("Persistent", $"{CxlText.Bytes(memory.PersistentCapacityBytes)} fixed");
        facts.Add("Partitionable", memory.IsPartitionable ? $"{CxlText.Bytes(memory.PartitionableBytes)}, in steps of {CxlText.Bytes(memory.PartitionAlignmentBytes)}" : "no");
        facts.Add("Label storage", memory.LsaSize == 0 ? "none" : CxlText.Bytes(memory.LsaSize));
        facts.Add("Event logs", string.Create(
            CultureInfo.InvariantCulture,
            $"{memory.InformationalEventLogSize} informational, {memory.WarningEventLogSize} warning, {memory.FailureEventLogSize} failure, {memory.FatalEventLogSize} fatal{(memory.DynamicCapacityEventLogSize is { } depth ? $", {depth} dynamic capacity" : "")} records"));
        facts.Add("Poison list", string.Create(CultureInfo.InvariantCulture, $"{memory.MaximumPoisonRecords} records, {(memory.InjectPoisonLimit == 0 ? "no extra limit for injected ones" : $"{memory.InjectPoisonLimit} of them injected at most")}"));
        facts.Add("Poison", CxlText.Flags(memory.PoisonCapabilities));
        facts.Add("QoS telemetry", CxlText.Flags(memory.QosTelemetryCapabilities));
    }

    private static void Add(PropertyList facts, FmapiIdentifySwDevice fabric)
    {
        facts.Add("Ingress port", Cell.Integer(fabric.IngressPortId));
        facts.Add("Active ports", Ids(fabric.ActivePorts));
        facts.Add("Virtual switches", string.Create(CultureInfo.InvariantCulture, $"{fabric.VcsCount}; active: {Ids(fabric.ActiveVcss)}"));
        facts.Add("vPPBs", string.Create(CultureInfo.InvariantCulture, $"{fabric.ActiveVppbCount} bound of {fabric.TotalVppbCount}"));
        facts.Add("HDM decoders", string.Create(CultureInfo.InvariantCulture, $"{fabric.HdmDecodersPerUsp} for each upstream port"));
    }

    private static string Ids(CxlBitmap256 ids) => ids.ToString() is { Length: > 0 } list ? list : "none";

    private static string Pair(ushort vendor, ushort device) => string.Create(CultureInfo.InvariantCulture, $"{vendor:x4}:{device:x4}");
}
