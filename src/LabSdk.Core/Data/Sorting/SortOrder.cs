using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Sorts row numbers by a column: values become unsigned keys in the order of the values, and those are radix sorted.</summary>
internal static class SortOrder
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Of<T>(DataColumn<T> column, int[] rows, SortKey key)
    {
        if (column.Kind == ValueKind.Array)
        {
            throw FrameErrors.NotOrdered(column, "Sorting");
        }

        var count = rows.Length;
        var keys = new ulong[count];
        var sorted = new int[count];
        var nan = new List<int>();
        var nulls = new List<int>();
        var ranks = typeof(T) == typeof(string) ? TextRanks.Of((DataColumn<string>)(object)column) : null;
        var values = column.Values;
        var flip = key.IsDescending ? ulong.MaxValue : 0;
        var next = 0;
        foreach (var row in rows)
        {
            if (!column.IsRecorded(row))
            {
                nulls.Add(row);
            }
            else if (Element<T>.IsNaN(values[row]))
            {
                nan.Add(row);
            }
            else
            {
                keys[next] = (ranks is null ? KeyOf(values[row]) : (ulong)ranks[row]) ^ flip;
                sorted[next++] = row;
            }
        }

        RadixSort.Sort(keys.AsSpan(0, next), sorted.AsSpan(0, next));
        var start = 0;
        if (key.NullsFirst && nulls.Count > 0)
        {
            Array.Copy(sorted, 0, sorted, nulls.Count, next);
            nulls.CopyTo(sorted, 0);
            start = nulls.Count;
            nulls.Clear();
        }

        nan.CopyTo(sorted, start + next);
        nulls.CopyTo(sorted, start + next + nan.Count);
        return sorted;
    }

    /// <summary>A key with the order of the value; equal values (also 0.0 and -0.0) have equal keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf<T>(T value)
    {
        const ulong sign = 1UL << 63;
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
        {
            // Adding zero turns -0.0 into 0.0.
            var bits = BitConverter.DoubleToUInt64Bits(Element<T>.ToDouble(value) + 0.0);
            return (bits & sign) != 0 ? ~bits : bits | sign;
        }

        if (typeof(T) == typeof(int))
        {
            return (ulong)Unsafe.BitCast<T, int>(value) ^ sign;
        }

        if (typeof(T) == typeof(long))
        {
            return (ulong)Unsafe.BitCast<T, long>(value) ^ sign;
        }

        if (typeof(T) == typeof(TimeSpan))
        {
            return (ulong)Unsafe.BitCast<T, TimeSpan>(value).Ticks ^ sign;
        }

        if (typeof(T) == typeof(DateTimeOffset))
        {
            return (ulong)Unsafe.BitCast<T, DateTimeOffset>(value).UtcTicks;
        }

        return typeof(T) == typeof(bool)
            ? Unsafe.BitCast<T, bool>(value) ? 1UL : 0
            : throw new InvalidOperationException($"{typeof(T)} has no order");
    }
}
