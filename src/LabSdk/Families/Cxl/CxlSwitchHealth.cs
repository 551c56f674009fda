using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Devices;

namespace LabSdk.Families.Cxl;

/// <summary>The health of a switch: its links.</summary>
internal static class CxlSwitchHealth
{
    public static async Task<CxlHealthData> ReadAsync(CxlSource source, CancellationToken cancellationToken)
    {
        var identity = await source.Endpoint.Fabric.IdentifySwDeviceAsync(cancellationToken).ConfigureAwait(false);
        var ports = await source.Endpoint.ReadPortsAsync(null, cancellationToken).ConfigureAwait(false);
        var used = ports.Where(CxlLinks.IsUsed).ToArray();
        var down = used.Where(port => !CxlLinks.IsUp(port)).ToArray();
        var narrow = used.Where(port => CxlLinks.IsUp(port) && CxlLinks.IsBelowBest(port)).ToArray();
        return new CxlHealthData(
        [
            CxlHealthFacts.Link(source),
            new("ports", HealthSeverity.Ok, string.Create(CultureInfo.InvariantCulture, $"{used.Length} of {identity.PhysicalPortCount} in use")),
            down.Length == 0
                ? new("links", HealthSeverity.Ok, "all up")
                : new("links", HealthSeverity.Fault, $"down: {string.Join(", ", down.Select(port => $"port {port.PortId} ({CxlText.Words(port.LtssmState)})"))}", "Check the device and its slot; a port may be in reset."),
            narrow.Length == 0
                ? new("width and speed", HealthSeverity.Ok, "as wide and fast as the ports can")
                : new("width and speed", HealthSeverity.Ok, $"below what the port can, which may be all that the device can: {string.Join(", ", narrow.Select(port => $"port {port.PortId} {CxlLinks.Text(port)}"))}"),
            new("virtual switches", HealthSeverity.Ok, string.Create(CultureInfo.InvariantCulture, $"{identity.VcsCount}, {identity.ActiveVppbCount} of {identity.TotalVppbCount} vPPBs bound")),
        ]);
    }
}
