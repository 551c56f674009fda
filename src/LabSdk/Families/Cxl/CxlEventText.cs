using System.Globalization;
using LabSdk.Cxl;

namespace LabSdk.Families.Cxl;

/// <summary>What an event record says, in one line. Bytes of its component id stand in it as hex, never as text.</summary>
internal static class CxlEventText
{
    public static string Of(in CxlEventRecord record, CxlEventDetails? details) => details switch
    {
        CxlGeneralMediaEvent media => Join(Words(media.EventType), Transaction(media.TransactionType), Descriptor(media.Descriptor), Place(("channel", media.Channel), ("rank", media.Rank)), Count("corrected errors", media.CmeCount)),
        CxlDramEvent dram => Join(Words(dram.EventType), Transaction(dram.TransactionType), Descriptor(dram.Descriptor), Place(("channel", dram.Channel), ("rank", dram.Rank), ("bank group", dram.BankGroup), ("bank", dram.Bank), ("row", dram.Row), ("column", dram.Column)), Count("corrected errors", dram.CvmeCount)),
        CxlMemoryModuleEvent module => Join(Words(module.EventType), Health(module.Health)),
        CxlMemorySparingEvent sparing => Join($"sparing: {Words(sparing.Result)}", Place(("channel", sparing.Channel), ("rank", sparing.Rank), ("bank", sparing.Bank), ("row", sparing.Row)), Count("spare resources", sparing.SpareResources)),
        CxlPhysicalSwitchEvent port => Join($"port {port.PortId}: {Words(port.EventType)}", Words(port.LtssmState), CxlLinks.Text(port.NegotiatedLinkWidth, port.CurrentLinkSpeed), port.ConnectedDeviceType == CxlConnectedDeviceType.None ? null : Words(port.ConnectedDeviceType)),
        CxlVirtualSwitchEvent vppb => Join($"VCS {vppb.VcsId}, vPPB {vppb.VppbId}: {Words(vppb.EventType)}", Bound(vppb)),
        CxlMldPortEvent mld => Join($"port {mld.PortId}: {Words(mld.EventType)} error message", Convert.ToHexStringLower(mld.ErrorMessage.Span)),
        CxlDynamicCapacityEvent capacity => Join(Words(capacity.EventType), $"{CxlText.Bytes(capacity.Extent.Length)} at {CxlText.Address(capacity.Extent.StartDpa)}", capacity.HostId is { } host ? string.Create(CultureInfo.InvariantCulture, $"host {host}") : null, capacity.Extent.Tag == Guid.Empty ? null : $"tag {capacity.Extent.Tag}"),
        _ => $"unknown kind {record.Uuid}, {record.Data.Length} bytes",
    };

    /// <summary>The device physical address that it is about; null for none.</summary>
    public static ulong? Address(CxlEventDetails? details) => details switch
    {
        CxlGeneralMediaEvent media => media.PhysicalAddress.Dpa,
        CxlDramEvent dram => dram.PhysicalAddress.Dpa,
        CxlDynamicCapacityEvent capacity => capacity.Extent.StartDpa,
        _ => null,
    };

    /// <summary>What the device asks for; empty for nothing.</summary>
    public static string Flags(in CxlEventRecord record) => string.Join(", ", new[]
    {
        record.Flags.PermanentCondition ? "permanent" : null,
        record.Flags.MaintenanceNeeded ? "maintenance needed" : null,
        record.Flags.PerformanceDegraded ? "performance degraded" : null,
        record.Flags.HardwareReplacementNeeded ? "replacement needed" : null,
    }.OfType<string>());

    private static string? Health(MemdevGetHealthInfo health) => health.TemperatureCelsius is { } degrees
        ? string.Create(CultureInfo.InvariantCulture, $"{degrees} {CxlParts.TemperatureUnit}, media {CxlText.Words(health.MediaStatus)}")
        : $"media {CxlText.Words(health.MediaStatus)}";

    private static string Bound(CxlVirtualSwitchEvent vppb) => vppb.Binding switch
    {
        CxlVppbBinding.BoundLD => string.Create(CultureInfo.InvariantCulture, $"bound to port {vppb.PortId}, LD {vppb.LdId}"),
        CxlVppbBinding.BoundPhysicalPort => string.Create(CultureInfo.InvariantCulture, $"bound to port {vppb.PortId}"),
        _ => Words(vppb.Binding),
    };

    private static string? Transaction(CxlTransactionType type) => type == CxlTransactionType.Unknown ? null : Words(type);

    private static string? Descriptor(CxlEventDescriptor bits) => bits == CxlEventDescriptor.None ? null : CxlText.Flags(bits);

    private static string? Place(params ReadOnlySpan<(string Name, uint? Value)> parts)
    {
        var text = new List<string>();
        foreach (var (name, value) in parts)
        {
            if (value is { } number)
            {
                text.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {number}"));
            }
        }

        return text.Count == 0 ? null : string.Join(" ", text);
    }

    private static string? Count(string what, uint count) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {what}");

    private static string Words<T>(T value)
        where T : struct, Enum => CxlText.Words(value);

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
}
