namespace LabSdk.Display;

/// <summary>Counts of values in bins of equal width.</summary>
internal sealed record Binning(double Start, double Width, int[] Counts)
{
    private const int MaxBins = 100;

    public static Binning Of(double[] values, int? asked)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
        {
            return new Binning(0, 1, []);
        }

        double low = sorted[0], high = sorted[^1];
        var span = high - low;
        if (!(span > 0) || !double.IsFinite(span))
        {
            var half = low == 0 ? 0.5 : Math.Min(Math.Abs(low) * 0.05, double.MaxValue / 8);
            return double.IsFinite(span)
                ? new Binning(low - half, 2 * half, [sorted.Length])
                : new Binning(-1e308, 2e307, Count(sorted, -1e308, 2e307, 10));
        }

        var count = asked ?? Choose(sorted, span);
        var width = span / count;
        return new Binning(low, width, Count(sorted, low, width, count));
    }

    private static int[] Count(double[] sorted, double start, double width, int count)
    {
        var counts = new int[count];
        foreach (var value in sorted)
        {
            counts[Math.Clamp((int)((value / width) - (start / width)), 0, count - 1)]++;
        }

        return counts;
    }

    private static int Choose(double[] sorted, double span)
    {
        var quartiles = sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4];
        var width = 2 * quartiles / Math.Cbrt(sorted.Length);
        var count = width > 0 ? Math.Ceiling(span / width) : Math.Ceiling(Math.Sqrt(sorted.Length));
        return (int)Math.Clamp(count, 1, MaxBins);
    }
}
