using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>
/// Finds the values of given ranks without sorting everything: the values are counted by the first bits of their sort keys, and only the
/// buckets that hold a wanted rank are sorted. No NaN allowed.
/// </summary>
internal static class Selection
{
    private const int WorthBuckets = 2048;
    private const int BucketBits = 16;
    private const int Shift = 64 - BucketBits;

    /// <summary>The values at the ranks; ascending ranks are fastest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Select(ReadOnlySpan<double> values, ReadOnlySpan<int> ranks)
    {
        if (values.Length < WorthBuckets)
        {
            var sorted = values.ToArray();
            Array.Sort(sorted);
            return Pick(sorted, ranks);
        }

        var counts = new int[1 << BucketBits];
        foreach (var value in values)
        {
            counts[BucketOf(value)]++;
        }

        var result = new double[ranks.Length];
        double[] bucket = [];
        var (index, before, loaded) = (0, 0, -1);
        for (var i = 0; i < ranks.Length; i++)
        {
            (index, before) = ranks[i] < before ? (0, 0) : (index, before);
            while (before + counts[index] <= ranks[i])
            {
                before += counts[index++];
            }

            if (loaded != index)
            {
                bucket = Collect(values, index, counts[index]);
                loaded = index;
            }

            result[i] = bucket[ranks[i] - before];
        }

        return result;
    }

    private static double[] Pick(double[] sorted, ReadOnlySpan<int> ranks)
    {
        var result = new double[ranks.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = sorted[ranks[i]];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Collect(ReadOnlySpan<double> values, int index, int count)
    {
        var bucket = new double[count + 1];
        var next = 0;
        foreach (var value in values)
        {
            bucket[next] = value;
            next += BucketOf(value) == index ? 1 : 0;
        }

        var found = bucket.AsSpan(0, count);
        // Constant data has one bucket that holds everything: nothing to sort then.
        if (found.ContainsAnyExcept(found[0]))
        {
            found.Sort();
        }

        return bucket;
    }

    private static int BucketOf(double value) => (int)(SortOrder.KeyOf(value) >> Shift);
}
