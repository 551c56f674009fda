namespace LabSdk.Display;

/// <summary>Marks at powers of ten, with 2 and 5 between where few powers are in sight.</summary>
internal static class LogTicks
{
    private static readonly int[] Steps = [1, 2, 3, 5, 10, 20, 50, 100, 200, 1000];

    public static Ticks For(AxisRange range, int wanted)
    {
        double low = Math.Log10(range.Low), high = Math.Log10(range.High);
        int first = (int)Math.Ceiling(low - 1e-9), last = (int)Math.Floor(high + 1e-9);
        var decades = last - first + 1;
        if (decades < 2 && high - low < 1)
        {
            return LinearTicks.For(range, wanted);
        }

        var places = new List<double>();
        var step = Array.Find(Steps, s => s >= decades / (double)Math.Max(2, wanted));
        double[] within = decades <= 3 ? [1, 2, 5] : [1];
        for (var power = (int)Math.Floor(low); power <= last; power++)
        {
            if (power % step == 0)
            {
                places.AddRange(within.Select(f => f * Math.Pow(10, power)).Where(v => v >= range.Low * 0.999999 && v <= range.High * 1.000001));
            }
        }

        return new Ticks([.. places], [.. places.Select(Label)]);
    }

    /// <summary>Places of unlabelled marks: 2 to 9 in each decade, when the decades are not too many.</summary>
    public static IEnumerable<double> Minor(AxisRange range)
    {
        int first = (int)Math.Floor(Math.Log10(range.Low)), last = (int)Math.Ceiling(Math.Log10(range.High));
        if (last - first > 8)
        {
            yield break;
        }

        for (var power = first; power < last; power++)
        {
            for (var factor = 2; factor < 10; factor++)
            {
                var value = factor * Math.Pow(10, power);
                if (value > range.Low && value < range.High)
                {
                    yield return value;
                }
            }
        }
    }

    private static string Label(double value)
    {
        var power = (int)Math.Floor(Math.Log10(value) + 1e-9);
        if (power is >= -2 and <= 3)
        {
            return Numbers.General(value, 3);
        }

        var factor = Math.Round(value / Math.Pow(10, power));
        return factor == 1 ? "10" + Ticks.Superscript(power) : $"{Numbers.General(factor, 1)}×10{Ticks.Superscript(power)}";
    }
}
