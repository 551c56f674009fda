namespace LabSdk.Display;

/// <summary>Thins out points for display: of each stretch of points the lowest and the highest stay, so that no peak is lost.</summary>
internal static class Decimation
{
    /// <summary>Most points of a trace that are drawn.</summary>
    public const int MaxPoints = 5000;

    /// <summary>Positions of the points to draw, ascending; all of them when there are few enough.</summary>
    public static int[] MinMax(double[] values, int limit)
    {
        if (values.Length <= limit)
        {
            return [.. Enumerable.Range(0, values.Length)];
        }

        // Two ends, and up to two or (with a gap) three points of each stretch.
        var buckets = Math.Max(1, (limit - 2) / 3);
        var kept = new List<int>(limit) { 0 };
        var inner = values.Length - 2;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var first = 1 + (int)((long)inner * bucket / buckets);
            var end = 1 + (int)((long)inner * (bucket + 1) / buckets);
            Keep(values, first, end, kept);
        }

        kept.Add(values.Length - 1);
        return [.. kept];
    }

    private static void Keep(double[] values, int first, int end, List<int> kept)
    {
        int low = -1, high = -1, gap = -1;
        for (var i = first; i < end; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                gap = i;
            }
            else if (low < 0)
            {
                low = high = i;
            }
            else
            {
                low = values[i] < values[low] ? i : low;
                high = values[i] > values[high] ? i : high;
            }
        }

        Span<int> found = [low, high, gap];
        found.Sort();
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] >= 0 && (i == 0 || found[i] != found[i - 1]))
            {
                kept.Add(found[i]);
            }
        }
    }
}
