using LabSdk.Data;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>Samples of a session or a lap as one table.</summary>
internal static class SessionFrame
{
    public static DataFrame Of(SessionScale scale, IReadOnlyList<SignalData> signals, double? rate, Func<IIntervalProcessor>? processor, Lap? lap)
    {
        if (lap is not null)
        {
            scale = scale with { Name = $"{scale.Name}, {lap.Name}", Origin = lap.Start };
        }

        if (rate is { } hertz)
        {
            return ResampledFrame.Of(scale, signals, hertz, processor, lap is null ? null : (lap.Start, EndOf(lap, signals)));
        }

        var frame = SignalFrames.Union(scale, signals);
        return lap is null ? frame : Between(frame, (long)lap.Start, lap.End is { } end ? (long)end : long.MaxValue);
    }

    private static ulong EndOf(Lap lap, IReadOnlyList<SignalData> signals) =>
        lap.End ?? Math.Max(lap.Start + 1, signals.Where(signal => signal.Count > 0).Select(signal => signal.Samples.Times[signal.Count - 1] + 1).DefaultIfEmpty(0ul).Max());

    // Times ascend, so a lap is one run of rows.
    private static DataFrame Between(DataFrame frame, long from, long until)
    {
        var times = frame.Column<long>(SignalFrames.Nanoseconds);
        var first = LowerBound(times, from);
        return frame.Slice(first, LowerBound(times, until) - first);
    }

    private static int LowerBound(DataColumn<long> times, long wanted)
    {
        var (low, high) = (0, times.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = times.Values[middle] < wanted ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
