using System.Globalization;

namespace LabSdk;

/// <summary>Finds a peak in points: background, height, centre, and full width at half of the height.</summary>
internal static class PeakShape
{
    /// <summary>How many times its noise a peak must be high.</summary>
    private const double LeastHeight = 4;

    /// <summary>Median of the second differences of noise, over its standard deviation.</summary>
    private const double NoiseOfSecondDifferences = 0.6745 * 2.449489742783178;

    /// <summary>Finds the peak of points in any order; false with the reason when there is none.</summary>
    public static bool TryFind(IReadOnlyList<double> x, IReadOnlyList<double> y, out ScanPeak peak, out string reason)
    {
        var points = x.Zip(y, (X, Y) => (X, Y)).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).OrderBy(p => p.X).ToArray();
        var (xs, ys) = (points.Select(p => p.X).ToArray(), points.Select(p => p.Y).ToArray());
        reason = Missing(xs, ys) ?? "";
        peak = new ScanPeak(double.NaN, double.NaN, double.NaN, double.NaN);
        if (reason.Length > 0)
        {
            return false;
        }

        var (low, high) = (ys.Min(), ys.Max());
        peak = new ScanPeak(CentreOf(xs, ys, PeakCentre.Mass)!.Value, Width(xs, ys, (low + high) / 2), high - low, low);
        return true;
    }

    /// <summary>Why there is no peak; null when there is one.</summary>
    public static string? Missing(double[] x, double[] y)
    {
        var finite = y.Where(double.IsFinite).ToArray();
        if (finite.Length < 3)
        {
            return string.Create(CultureInfo.InvariantCulture, $"only {finite.Length} of its readings are numbers");
        }

        var (low, high) = (finite.Min(), finite.Max());
        if (!(high > low))
        {
            return "all readings are the same";
        }

        var top = Array.FindAll(Enumerable.Range(0, y.Length).ToArray(), i => y[i] == high);
        if (top[0] == 0 || top[^1] == y.Length - 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the largest reading lies at an end of the range, at {x[top[0]]:G6}");
        }

        var noise = Noise(finite);
        return high - Median(finite) >= LeastHeight * noise ? null : "the largest reading does not stand out of the noise";
    }

    /// <summary>The centre of the highest peak; null when all readings are the same.</summary>
    public static double? CentreOf(double[] x, double[] y, PeakCentre at)
    {
        var finite = y.Where(double.IsFinite).ToArray();
        if (finite.Length == 0 || !(finite.Max() > finite.Min()))
        {
            return null;
        }

        var (low, high) = (finite.Min(), finite.Max());
        var top = Array.IndexOf(y, high);
        var level = at == PeakCentre.Mass ? (low + high) / 2 : high;
        var (first, last) = (top, top);
        while (first > 0 && y[first - 1] >= level)
        {
            first--;
        }

        while (last < y.Length - 1 && y[last + 1] >= level)
        {
            last++;
        }

        if (at == PeakCentre.Maximum)
        {
            return (x[first] + x[last]) / 2;
        }

        var (mass, moment) = (0.0, 0.0);
        for (var i = first; i <= last; i++)
        {
            mass += y[i] - low;
            moment += (y[i] - low) * (x[i] - x[top]);
        }

        return x[top] + (moment / mass);
    }

    // Between the points where the line through the readings crosses the level left and right of the top.
    private static double Width(double[] x, double[] y, double level)
    {
        var top = Array.IndexOf(y, y.Max());
        return Crossing(x, y, top, 1, level) - Crossing(x, y, top, -1, level);
    }

    private static double Crossing(double[] x, double[] y, int top, int direction, double level)
    {
        for (var i = top; i + direction >= 0 && i + direction < y.Length; i += direction)
        {
            if (y[i + direction] < level)
            {
                return x[i] + ((x[i + direction] - x[i]) * (y[i] - level) / (y[i] - y[i + direction]));
            }
        }

        return double.NaN;
    }

    // From second differences: a slope, and most of a smooth peak, is no noise.
    private static double Noise(double[] y) => y.Length < 5 ? 0
        : Median([.. Enumerable.Range(1, y.Length - 2).Select(i => Math.Abs(y[i - 1] - (2 * y[i]) + y[i + 1]))]) / NoiseOfSecondDifferences;

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
