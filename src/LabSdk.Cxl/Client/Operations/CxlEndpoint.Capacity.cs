namespace LabSdk.Cxl;

/// <content>Dynamic capacity and media operations as whole lists.</content>
public sealed partial class CxlEndpoint
{
    private const int ExtentSize = 40, TagSize = 84, RegionSize = 40, MediaOperationSize = 2;

    /// <summary>The dynamic capacity extents that this host has, from one generation of the list.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlDcExtent>> ReadExtentsAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the extent list", async start =>
        {
            var page = await Memory.GetDcExtentListAsync((uint)limits.Entries(16, ExtentSize), (uint)start, cancellationToken).ConfigureAwait(false);
            return new Page<CxlDcExtent>(page.Extents, page.TotalExtentCount, page.GenerationNumber);
        }).ConfigureAwait(false);
    }

    /// <summary>The dynamic capacity extents of a host, as a fabric manager sees them, from one generation of the list.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlDcExtent>> ReadHostExtentsAsync(ushort hostId, CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the extent list of the host", async start =>
        {
            var page = await Fabric.GetDcRegionExtListAsync(hostId, (uint)limits.Entries(24, ExtentSize), (uint)start, cancellationToken).ConfigureAwait(false);
            return new Page<CxlDcExtent>(page.Extents, page.TotalExtentCount, page.GenerationNumber);
        }).ConfigureAwait(false);
    }

    /// <summary>The tags of dynamic capacity, as a fabric manager sees them, from one generation of the list.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlDcTag>> ReadTagsAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the list of tags", async start =>
        {
            var page = await Fabric.DcListTagsAsync((uint)start, (uint)limits.Entries(16, TagSize), cancellationToken).ConfigureAwait(false);
            return new Page<CxlDcTag>(page.Tags, page.TotalTagCount, page.GenerationNumber);
        }).ConfigureAwait(false);
    }

    /// <summary>The dynamic capacity regions of this host.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlDcRegion>> ReadRegionsAsync(CancellationToken cancellationToken = default)
    {
        // 8 bytes before the regions, 16 bytes of counters behind them.
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the list of regions", async start =>
        {
            var page = await Memory.GetDcConfigAsync((byte)limits.Entries(24, RegionSize, byte.MaxValue), checked((byte)start), cancellationToken).ConfigureAwait(false);
            return new Page<CxlDcRegion>(page.Regions, page.RegionCount);
        }).ConfigureAwait(false);
    }

    /// <summary>The dynamic capacity regions of a host, as a fabric manager sees them.</summary>
    /// <param name="hostId">The host.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlHostDcRegion>> ReadHostRegionsAsync(ushort hostId, CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the list of regions of the host", async start =>
        {
            var page = await Fabric.GetDcRegConfigAsync(hostId, (byte)limits.Entries(20, RegionSize, byte.MaxValue), checked((byte)start), cancellationToken).ConfigureAwait(false);
            return new Page<CxlHostDcRegion>(page.Regions, page.RegionCount);
        }).ConfigureAwait(false);
    }

    /// <summary>The media operations that the device has.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlMediaOperation>> ReadMediaOperationsAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the list of media operations", async start =>
        {
            var request = new MemdevMediaOperationsDiscoveryRequest
            {
                Arguments = new CxlDiscoveryArguments { StartIndex = checked((ushort)start), MaximumCount = (ushort)limits.Entries(12, MediaOperationSize, ushort.MaxValue) },
            };
            var page = await ExecuteAsync<MemdevMediaOperationsDiscovery>(CxlCommands.MemdevMediaOperationsDiscovery, request, cancellationToken).ConfigureAwait(false);
            return new Page<CxlMediaOperation>(page.Operations, page.TotalOperationCount);
        }).ConfigureAwait(false);
    }
}
