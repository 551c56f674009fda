namespace LabSdk.Cxl;

/// <summary>Counts of units as bytes.</summary>
internal static class CxlUnits
{
    /// <summary>Shift of the 256 MiB unit of capacities.</summary>
    public const int Capacity = 28;

    /// <summary>The number of bytes; the largest number when 64 bits do not hold it, never one that has wrapped.</summary>
    public static ulong ToBytes(ulong count, int shift) => count > ulong.MaxValue >> shift ? ulong.MaxValue : count << shift;
}
