using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LabSdk.Data;

/// <summary>Stable least-significant-digit radix sort of row numbers by 64-bit keys. Digits that are equal everywhere are skipped.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 6;
    private const int Buckets = 1 << DigitBits;
    private const int Mask = Buckets - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<ulong> keys, Span<int> rows)
    {
        if (keys.Length < 2)
        {
            return;
        }

        if (IsSorted(keys))
        {
            return;
        }

        var counts = Count(keys);
        var source = new Item[keys.Length];
        var target = new Item[keys.Length];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = new Item(keys[i], rows[i]);
        }

        for (var digit = 0; digit < Digits; digit++)
        {
            var starts = counts.AsSpan(digit * Buckets, Buckets);
            if (starts[(int)(source[0].Key >> (DigitBits * digit)) & Mask] != source.Length)
            {
                Distribute(source, target, starts, DigitBits * digit);
                (source, target) = (target, source);
            }
        }

        for (var i = 0; i < source.Length; i++)
        {
            rows[i] = source[i].Row;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsSorted(ReadOnlySpan<ulong> keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] > keys[i])
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Count(ReadOnlySpan<ulong> keys)
    {
        var counts = new int[Digits * Buckets];
        foreach (var key in keys)
        {
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[digit * Buckets + ((int)(key >> (DigitBits * digit)) & Mask)]++;
            }
        }

        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distribute(Item[] source, Item[] target, Span<int> starts, int shift)
    {
        var next = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            (starts[bucket], next) = (next, next + starts[bucket]);
        }

        ref var start = ref MemoryMarshal.GetReference(starts);
        foreach (ref readonly var item in source.AsSpan())
        {
            ref var slot = ref System.Runtime.CompilerServices.Unsafe.Add(ref start, (int)(item.Key >> shift) & Mask);
            target[slot++] = item;
        }
    }

    private readonly record struct Item(ulong Key, int Row);
}
