using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The dynamic capacity of a memory device as its host sees it: regions, and the extents that it has been given. Shows itself as bars and tables.</summary>
public sealed class CxlDynamicCapacity : CxlView
{
    internal CxlDynamicCapacity(CxlDevice device, MemdevGetDcConfig settings, IReadOnlyList<CxlDcRegion> regions, IReadOnlyList<CxlDcExtent> extents)
        : base(device) => (Settings, Regions, Extents) = (settings, regions, extents);

    /// <summary>How many extents and tags the device supports and has free.</summary>
    public MemdevGetDcConfig Settings { get; }

    /// <summary>The regions.</summary>
    public IReadOnlyList<CxlDcRegion> Regions { get; }

    /// <summary>The extents that the host has.</summary>
    public IReadOnlyList<CxlDcExtent> Extents { get; }

    /// <summary>All regions together, in bytes.</summary>
    public ulong TotalBytes => Regions.Aggregate(0UL, static (sum, region) => sum + region.RegionLength);

    /// <summary>All extents together, in bytes.</summary>
    public ulong UsedBytes => Extents.Aggregate(0UL, static (sum, extent) => sum + extent.Length);

    internal override Block View() => CxlDynamicCapacityView.Of(this);
}
