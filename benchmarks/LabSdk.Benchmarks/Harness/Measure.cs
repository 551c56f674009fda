using System.Diagnostics;

namespace LabSdk.Benchmarks.Harness;

/// <summary>Timing helpers: medians of rounds.</summary>
internal static class Measure
{
    /// <summary>The median of a list.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Seconds that an action takes.</summary>
    public static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Median seconds over rounds, after warm-up rounds that are not counted.</summary>
    public static double MedianSeconds(Action action, int rounds = 7, int warmUp = 2)
    {
        for (var i = 0; i < warmUp; i++)
        {
            action();
        }

        return Median(Enumerable.Range(0, rounds).Select(_ => Seconds(action)).ToArray());
    }
}
