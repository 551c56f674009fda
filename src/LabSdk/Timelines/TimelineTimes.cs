using LabSdk.Data;

namespace LabSdk.Timelines;

/// <summary>Finds the time of each row of a table, whatever way it is told.</summary>
internal static class TimelineTimes
{
    private const string Seconds = "time";
    private const string Nanoseconds = "time_ns";
    private const string Origin = "origin_ns";

    /// <summary>Nanoseconds since 1970-01-01 UTC of each row, null where it has none, and the columns that tell them.</summary>
    /// <exception cref="LabConfigurationException">No column tells the time.</exception>
    public static (long?[] Times, string[] Columns) Read(string name, DataFrame frame)
    {
        if (frame.Columns.FirstOrDefault(column => column.Kind == ValueKind.DateTimeOffset) is DataColumn<DateTimeOffset> moments)
        {
            return (Each(moments, ToNanoseconds), [moments.Name]);
        }

        if (frame.Columns.Contains(Nanoseconds) && frame[Nanoseconds] is DataColumn<long> exact)
        {
            return (Each(exact, static time => time), [Nanoseconds, Seconds]);
        }

        if (frame.Columns.Contains(Seconds) && frame.Metadata.TryGetValue(Origin, out var origin) && origin is long start)
        {
            return ([.. frame[Seconds].ToDoubles().Select(each => double.IsFinite(each) ? start + (long)Math.Round(each * 1e9) : (long?)null)], [Seconds]);
        }

        throw new LabConfigurationException(
            LabErrorIds.NoTimes,
            $"The table '{name}' does not tell when its rows were: it has the columns {string.Join(", ", frame.Columns.Select(column => column.Name))}.",
            "Give it a column of DateTimeOffset, or one named time_ns with nanoseconds since 1970-01-01 UTC. Scans have times unless they are Plain().");
    }

    public static long ToNanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public static DateTimeOffset ToTime(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    private static long?[] Each<T>(DataColumn<T> column, Func<T, long> nanoseconds)
    {
        var times = new long?[column.Count];
        for (var row = 0; row < times.Length; row++)
        {
            times[row] = column.IsNull(row) ? null : nanoseconds(column.Values[row]);
        }

        return times;
    }
}
