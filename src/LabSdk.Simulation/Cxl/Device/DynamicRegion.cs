using System.Numerics;

namespace LabSdk.Simulation.Cxl;

/// <summary>A region in which capacity can come and go.</summary>
internal sealed class DynamicRegion(ulong start, ulong length)
{
    /// <summary>Block sizes that can be set, one bit for each power of two: 64 B, 4 KiB, 2 MiB, 256 MiB.</summary>
    public const ulong BlockSizes = (1UL << 6) | (1UL << 12) | (1UL << 21) | (1UL << 28);

    public ulong Start => start;

    public ulong Length => length;

    public ulong BlockSize { get; set; } = 2UL << 20;

    public bool SanitizesOnRelease { get; set; }

    public bool Has(ulong from, ulong size) => from >= start && size <= length && from - start <= length - size;

    public bool IsAligned(ulong from, ulong size) => size > 0 && (from - start) % BlockSize == 0 && size % BlockSize == 0;

    public static bool IsBlockSize(ulong size) => BitOperations.IsPow2(size) && (BlockSizes & (1UL << BitOperations.Log2(size))) != 0;
}
