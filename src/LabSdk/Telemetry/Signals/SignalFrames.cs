using LabSdk.Data;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>Samples as data frames.</summary>
internal static class SignalFrames
{
    public const string Time = "time";
    public const string Nanoseconds = "time_ns";

    /// <summary>One signal with the status of each sample.</summary>
    public static DataFrame Of(SignalData data)
    {
        var times = data.Times;
        return Build(
            data.Scale,
            times,
            [SignalColumn.Of(data, times), DataColumn.Create("status", data.Statuses.Select(status => status.ToString().ToLowerInvariant()))]);
    }

    /// <summary>Several signals over the union of their times; null where a signal has no sample at a time.</summary>
    public static DataFrame Union(SessionScale scale, IReadOnlyList<SignalData> signals)
    {
        var times = signals.Count == 1 ? signals[0].Times : Times(signals);
        return Build(scale, times, signals.Select(signal => SignalColumn.Of(signal, times)));
    }

    /// <summary>Time columns in front of others.</summary>
    public static DataFrame Build(SessionScale scale, ulong[] times, IEnumerable<DataColumn> columns) => new(
        [
            DataColumn.Create(Time, Array.ConvertAll(times, scale.SecondsAt), "s", ColumnRole.Time),
            DataColumn.Create(Nanoseconds, Array.ConvertAll(times, time => (long)time), "ns"),
            .. columns,
        ],
        new Dictionary<string, object?> { ["name"] = scale.Name + (scale.IsSimulated ? " (SIMULATED)" : ""), ["origin_ns"] = (long)scale.Origin });

    private static ulong[] Times(IReadOnlyList<SignalData> signals)
    {
        var all = new ulong[signals.Sum(signal => signal.Count)];
        var at = 0;
        foreach (var signal in signals)
        {
            signal.Samples.Times.CopyTo(all.AsSpan(at));
            at += signal.Count;
        }

        Array.Sort(all);
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[kept - 1])
            {
                all[kept++] = all[i];
            }
        }

        return all[..kept];
    }
}
