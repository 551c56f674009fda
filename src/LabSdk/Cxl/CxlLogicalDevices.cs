using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The logical devices of a multi-logical device: how its memory and bandwidth are shared out. Shows itself as a bar with a table.</summary>
public sealed class CxlLogicalDevices : CxlView
{
    internal CxlLogicalDevices(CxlDevice device, FmapiGetLdInfo info, IReadOnlyList<CxlLdSize> sizes, ulong? granularity, IReadOnlyList<byte> shares, IReadOnlyList<byte> limits)
        : base(device) => (Info, Sizes, GranularityBytes, BandwidthShares, BandwidthLimits) = (info, sizes, granularity, shares, limits);

    /// <summary>Memory of the whole device and number of logical devices.</summary>
    public FmapiGetLdInfo Info { get; }

    /// <summary>What each logical device has, in bytes; null where the unit of the device is not known here.</summary>
    public IReadOnlyList<CxlLdSize> Sizes { get; }

    /// <summary>The unit of allocations in bytes; null for one that is not defined.</summary>
    public ulong? GranularityBytes { get; }

    /// <summary>The share of the bandwidth that each logical device is sure of, in 1/256; empty when the device does not tell.</summary>
    public IReadOnlyList<byte> BandwidthShares { get; }

    /// <summary>The most bandwidth that each logical device may use, in 1/256; 0 is no limit; empty when the device does not tell.</summary>
    public IReadOnlyList<byte> BandwidthLimits { get; }

    /// <summary>A logical device as a component of its own, through a tunnel. Asks nobody.</summary>
    /// <param name="ld">Its id.</param>
    public CxlDevice this[byte ld] => Device.Through(Device.Tunnel.Kind == TunnelKind.Switch ? Tunnel.SwitchMld(Device.Tunnel.Port, ld) : Tunnel.Mld(ld));

    /// <summary>Shares the memory out anew. Destroys data. Blocks.</summary>
    /// <param name="start">The first logical device to change.</param>
    /// <param name="allocations">What each gets from there on, in units of <see cref="GranularityBytes"/>.</param>
    /// <param name="confirmation">Names the device: <c>Confirm.Serial("...")</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The logical devices as they are then.</returns>
    /// <exception cref="CxlConfirmationException">The confirmation names another device; nothing was sent.</exception>
    public CxlLogicalDevices Set(byte start, IReadOnlyList<CxlLdAllocation> allocations, CxlConfirmation confirmation, CancellationToken cancellationToken = default)
    {
        var request = new FmapiSetLdAllocationsRequest { StartLdId = start, Allocations = allocations };
        Device.Tell(
            "Setting the allocations", "logical devices", CxlCommands.FmapiSetLdAllocations,
            async (client, token) => await client.Fabric.SetLdAllocationsAsync(request, confirmation, token).ConfigureAwait(false), cancellationToken);
        return Device.LogicalDevices;
    }

    internal override Block View() => CxlLogicalDeviceView.Of(this);
}
