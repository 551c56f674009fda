using LabSdk.Data;

namespace LabSdk.Timelines;

/// <summary>Lays tracks beside each other in one table.</summary>
internal static class TimelineFrames
{
    private const string Time = "time";

    /// <summary>One row for each moment at which anything was recorded; rows of one track at one moment stay apart.</summary>
    /// <param name="tracks">The tracks.</param>
    /// <param name="maxAge">How old a held value may be, ns; null leaves cells empty where nothing was recorded.</param>
    public static DataFrame Union(IReadOnlyList<TimelineTrack> tracks, long? maxAge)
    {
        var next = new int[tracks.Count];
        var times = new List<long>();
        var rows = tracks.Select(_ => new List<int>()).ToArray();
        while (true)
        {
            var time = long.MaxValue;
            for (var i = 0; i < tracks.Count; i++)
            {
                time = next[i] < tracks[i].Times.Length ? Math.Min(time, tracks[i].Times[next[i]]) : time;
            }

            if (time == long.MaxValue)
            {
                break;
            }

            times.Add(time);
            for (var i = 0; i < tracks.Count; i++)
            {
                var track = tracks[i];
                var isHere = next[i] < track.Times.Length && track.Times[next[i]] == time;
                rows[i].Add(isHere ? track.Rows[next[i]++] : maxAge is { } age && next[i] > 0 && time - track.Times[next[i] - 1] <= age ? track.Rows[next[i] - 1] : -1);
            }
        }

        return Build(tracks, [.. times], [.. rows.Select(each => each.ToArray())]);
    }

    /// <summary>A row for each given moment, with the last that was recorded until then.</summary>
    public static DataFrame At(IReadOnlyList<TimelineTrack> tracks, long[] times, long maxAge) =>
        Build(tracks, times, [.. tracks.Select(track => Array.ConvertAll(times, time => track.At(time, maxAge)))]);

    private static DataFrame Build(IReadOnlyList<TimelineTrack> tracks, long[] times, int[][] rows) => new(
    [
        DataColumn.Create(Time, Array.ConvertAll(times, TimelineTimes.ToTime), role: ColumnRole.Time),
        DataColumn.Create("time_ns", times, "ns"),
        .. tracks.SelectMany((track, i) => track.Values.Select(column => column.Rename($"{track.Name}.{column.Name}").TakeOrNull(rows[i]))),
    ]);
}
