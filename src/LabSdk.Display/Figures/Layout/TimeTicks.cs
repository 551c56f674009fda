using System.Globalization;

namespace LabSdk.Display;

/// <summary>Marks at round times in UTC.</summary>
internal static class TimeTicks
{
    private static readonly double[] Steps =
    [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000, 7_776_000, 31_536_000,
    ];

    public static Ticks For(AxisRange range, int wanted)
    {
        var rough = range.Span / Math.Max(1, wanted);
        var step = rough < 1 ? LinearTicks.Step(rough) : Array.Find(Steps, s => s >= rough * 0.999);
        if (step == 0)
        {
            step = LinearTicks.Step(rough / 31_536_000) * 31_536_000;
        }

        var first = Math.Ceiling((range.Low / step) - 1e-9);
        var places = new List<double>();
        for (var i = first; i * step <= range.High + (step * 1e-9) && places.Count < 50; i++)
        {
            places.Add(i * step);
        }

        var format = Format(step);
        return new Ticks([.. places], [.. places.Select(p => TimeAxis.Time(p).ToString(format, CultureInfo.InvariantCulture))]);
    }

    /// <summary>The day, or days, an axis shows: time marks alone do not say it.</summary>
    public static string Days(AxisRange range)
    {
        var first = TimeAxis.Time(range.Low).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var last = TimeAxis.Time(range.High).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return first == last ? first + " UTC" : $"{first} to {last} UTC";
    }

    private static string Format(double step) => step switch
    {
        < 0.001 => "ss.ffffff",
        < 1 => "mm:ss.fff",
        < 60 => "HH:mm:ss",
        < 86_400 => "HH:mm",
        < 2_592_000 => "MM-dd",
        < 31_536_000 => "yyyy-MM",
        _ => "yyyy",
    };
}
