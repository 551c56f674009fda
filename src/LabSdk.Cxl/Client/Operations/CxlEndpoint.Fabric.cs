namespace LabSdk.Cxl;

/// <content>Switches, logical devices and heads as whole lists.</content>
public sealed partial class CxlEndpoint
{
    private const int PortHeader = 4, PortSize = 16, LdHeader = 4, LdSize = 16, HeadHeader = 4, HeadSize = 9, MapHeader = 8, VcsHeader = 4, VppbSize = 4;

    /// <summary>The state of physical ports of a switch.</summary>
    /// <param name="ports">The ports; null for all that the switch has.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlPortState>> ReadPortsAsync(IReadOnlyList<byte>? ports = null, CancellationToken cancellationToken = default)
    {
        var wanted = ports ?? [.. Enumerable.Range(0, (await Fabric.IdentifySwDeviceAsync(cancellationToken).ConfigureAwait(false)).PhysicalPortCount).Select(port => (byte)port)];
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var states = new List<CxlPortState>();
        foreach (var part in wanted.Chunk(limits.Entries(PortHeader, PortSize, byte.MaxValue)))
        {
            states.AddRange((await Fabric.GetPhysPortStateAsync(part, cancellationToken).ConfigureAwait(false)).Ports);
        }

        return states;
    }

    /// <summary>Virtual switches with all their virtual ports.</summary>
    /// <param name="ids">The virtual switches; null for all active ones.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlVcs>> ReadVirtualSwitchesAsync(IReadOnlyList<byte>? ids = null, CancellationToken cancellationToken = default)
    {
        var wanted = ids ?? [.. (await Fabric.IdentifySwDeviceAsync(cancellationToken).ConfigureAwait(false)).ActiveVcss.Select(id => (byte)id)];
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var most = (byte)limits.Entries(2 * VcsHeader, VppbSize, byte.MaxValue);
        var switches = new List<CxlVcs>();
        foreach (var id in wanted)
        {
            CxlVcs? whole = null;
            var vppbs = await Paging.ReadAsync($"virtual switch {id}", async start =>
            {
                var answer = await Fabric.GetVcsInfoAsync(checked((byte)start), most, new byte[] { id }, cancellationToken).ConfigureAwait(false);
                var block = answer.Vcss is [var only, ..] ? only : throw CxlErrors.Broken(new CxlProtocolException($"Virtual switch {id} is missing."), CxlCommands.FmapiGetVcsInfo.Opcode, Name, Tunnel.Layers);
                whole ??= block;

                // A component may repeat the first ports instead of beginning at the asked one.
                CxlVppb[] rest = [.. block.Vppbs.Take(Math.Max(0, block.VppbCount - (int)start))];
                var isLast = start + rest.Length >= block.VppbCount || rest.Length == 0;
                return new Page<CxlVppb>(rest, isLast ? start + rest.Length : block.VppbCount);
            }).ConfigureAwait(false);
            switches.Add(whole! with { Vppbs = vppbs });
        }

        return switches;
    }

    /// <summary>What each logical device of a multi-logical device has.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CxlLdList> ReadLdAllocationsAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var granularity = CxlMemoryGranularity.Mib256;
        var allocations = await Paging.ReadAsync("the list of logical devices", async start =>
        {
            var page = await Fabric.GetLdAllocationsAsync(checked((byte)start), (byte)limits.Entries(LdHeader, LdSize, byte.MaxValue), cancellationToken).ConfigureAwait(false);
            granularity = page.Granularity;
            return new Page<CxlLdAllocation>(page.Allocations, page.LdCount);
        }).ConfigureAwait(false);
        return new CxlLdList(granularity, allocations);
    }

    /// <summary>The head that each logical device of a multi-headed device belongs to; FFh for none.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<byte>> ReadLdMapAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the map of logical devices", async start =>
        {
            var page = await Fabric.GetMultiheadedInfoAsync(checked((byte)start), (byte)limits.Entries(MapHeader, 1, byte.MaxValue), cancellationToken).ConfigureAwait(false);
            return new Page<byte>(page.LdMap.ToArray(), page.LdCount);
        }).ConfigureAwait(false);
    }

    /// <summary>The heads of a multi-headed device.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlHead>> ReadHeadsAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var total = (await Fabric.GetMultiheadedInfoAsync(0, 1, cancellationToken).ConfigureAwait(false)).HeadCount;
        return await Paging.ReadAsync("the list of heads", async start =>
        {
            var most = Math.Min(limits.Entries(HeadHeader, HeadSize, byte.MaxValue), total - (int)start);
            var page = most <= 0 ? [] : (await Fabric.GetHeadInfoAsync(checked((byte)start), (byte)most, cancellationToken).ConfigureAwait(false)).Heads;
            return new Page<CxlHead>(page, total);
        }).ConfigureAwait(false);
    }
}
