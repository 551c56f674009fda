using LabSdk.Data;

namespace LabSdk.Timelines;

/// <summary>One part of a timeline: its rows in order of time.</summary>
/// <param name="Name">The part.</param>
/// <param name="Times">Nanoseconds since 1970-01-01 UTC, ascending, one for each row.</param>
/// <param name="Rows">Which row of the values each time belongs to.</param>
/// <param name="Values">The columns without those of the time.</param>
internal sealed record TimelineTrack(string Name, long[] Times, int[] Rows, IReadOnlyList<DataColumn> Values)
{
    public static TimelineTrack Of(string name, DataFrame frame)
    {
        var (times, ofTime) = TimelineTimes.Read(name, frame);

        // A row without a time has no place on a clock: it stays in its own table.
        var rows = Enumerable.Range(0, frame.RowCount).Where(row => times[row] is not null).ToArray();
        var placed = Array.ConvertAll(rows, row => times[row]!.Value);
        Array.Sort(placed, rows);
        StableWithin(placed, rows);
        return new TimelineTrack(name, placed, rows, [.. frame.Columns.Where(column => !ofTime.Contains(column.Name))]);
    }

    /// <summary>The last row at or before a time; -1 when there is none, or it is older than allowed.</summary>
    public int At(long time, long maxAge)
    {
        var index = Array.BinarySearch(Times, time);
        if (index < 0)
        {
            index = ~index - 1;
        }
        else
        {
            while (index + 1 < Times.Length && Times[index + 1] == time)
            {
                index++;
            }
        }

        return index >= 0 && time - Times[index] <= maxAge ? Rows[index] : -1;
    }

    // Array.Sort does not keep the order of rows of one time.
    private static void StableWithin(long[] times, int[] rows)
    {
        for (var start = 0; start < times.Length;)
        {
            var end = start + 1;
            while (end < times.Length && times[end] == times[start])
            {
                end++;
            }

            Array.Sort(rows, start, end - start);
            start = end;
        }
    }
}
