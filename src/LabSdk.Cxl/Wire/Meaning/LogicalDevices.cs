namespace LabSdk.Cxl;

/// <summary>What one logical device has, in bytes.</summary>
/// <param name="LdId">The logical device.</param>
/// <param name="Range1Bytes">Bytes of range 1; null when the unit of the device is not known here.</param>
/// <param name="Range2Bytes">Bytes of range 2; null when the unit of the device is not known here.</param>
public readonly record struct CxlLdSize(int LdId, ulong? Range1Bytes, ulong? Range2Bytes);

public sealed partial record FmapiGetLdAllocations
{
    /// <summary>Bytes of one unit: 256 MiB, 512 MiB or 1 GiB; null for a granularity that is not defined.</summary>
    public ulong? GranularityBytes => Shift is { } shift ? 1UL << shift : null;

    private int? Shift => Granularity <= CxlMemoryGranularity.Gib1 ? CxlUnits.Capacity + (int)Granularity : null;

    /// <summary>The allocations with the ids they are for, in bytes.</summary>
    public IReadOnlyList<CxlLdSize> ReadSizes() =>
        [.. Allocations.Select((each, at) => new CxlLdSize(StartLdId + at, Bytes(each.Range1Multiplier), Bytes(each.Range2Multiplier)))];

    private ulong? Bytes(ulong units) => Shift is { } shift ? CxlUnits.ToBytes(units, shift) : null;
}
