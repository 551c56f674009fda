using LabSdk.Cxl;
using LabSdk.Families.Cxl;

namespace LabSdk;

public sealed partial class CxlDevice
{
    /// <summary>The ports of a switch, what hangs on them and what is bound. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It is no switch.</exception>
    public CxlPorts Ports => AskLong("switch ports", CxlCommands.FmapiIdentifySwDevice, async (client, token) =>
    {
        var identity = await client.Fabric.IdentifySwDeviceAsync(token).ConfigureAwait(false);
        return new CxlPorts(this, identity, await client.ReadPortsAsync(null, token).ConfigureAwait(false), await ReadVirtualAsync(client, token).ConfigureAwait(false));
    });

    /// <summary>The virtual switches of a switch. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It is no switch.</exception>
    public CxlVirtualSwitches Virtual => AskLong("virtual switches", CxlCommands.FmapiGetVcsInfo, async (client, token) =>
        new CxlVirtualSwitches(this, await client.ReadVirtualSwitchesAsync(null, token).ConfigureAwait(false)));

    /// <summary>The logical devices of a multi-logical device. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has none.</exception>
    public CxlLogicalDevices LogicalDevices => AskLong("logical devices", CxlCommands.FmapiGetLdInfo, ReadLogicalAsync);

    /// <summary>The heads of a multi-headed device. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has one only.</exception>
    public CxlHeads Heads => AskLong("heads", CxlCommands.FmapiGetMultiheadedInfo, async (client, token) =>
        new CxlHeads(this, await client.ReadHeadsAsync(token).ConfigureAwait(false), await client.ReadLdMapAsync(token).ConfigureAwait(false)));

    // Switches of one host may have no virtual switches to tell of.
    private static async Task<IReadOnlyList<CxlVcs>> ReadVirtualAsync(CxlEndpoint client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ReadVirtualSwitchesAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error) when (CxlSupport.IsMissing(error))
        {
            return [];
        }
    }

    private async ValueTask<CxlLogicalDevices> ReadLogicalAsync(CxlEndpoint client, CancellationToken cancellationToken)
    {
        var info = await client.Fabric.GetLdInfoAsync(cancellationToken).ConfigureAwait(false);
        var list = await client.ReadLdAllocationsAsync(cancellationToken).ConfigureAwait(false);
        var answer = new FmapiGetLdAllocations { Granularity = list.Granularity, Allocations = list.Allocations };
        var count = (byte)Math.Min(list.Allocations.Count, byte.MaxValue);
        var shares = await TryAsync(CxlCommands.FmapiGetQosAllocatedBw, (each, token) => each.Fabric.GetQosAllocatedBwAsync(new FmapiGetQosAllocatedBwRequest { LdCount = count }, token), cancellationToken).ConfigureAwait(false);
        var limits = await TryAsync(CxlCommands.FmapiGetQosBwLimit, (each, token) => each.Fabric.GetQosBwLimitAsync(new FmapiGetQosBwLimitRequest { LdCount = count }, token), cancellationToken).ConfigureAwait(false);
        return new CxlLogicalDevices(
            this, info, answer.ReadSizes(), answer.GranularityBytes, shares?.Fractions.ToArray() ?? [], limits?.Fractions.ToArray() ?? []);
    }
}
