namespace LabSdk.Cxl;

/// <summary>The logical devices of a multi-logical device and what they have.</summary>
/// <param name="Granularity">The unit of the allocations.</param>
/// <param name="Allocations">One for each logical device, from LD 0 on, in units.</param>
public sealed record CxlLdList(CxlMemoryGranularity Granularity, IReadOnlyList<CxlLdAllocation> Allocations);
