namespace LabSdk.Display;

/// <summary>Time as a number on an axis: seconds since 1970-01-01 UTC.</summary>
internal static class TimeAxis
{
    public static double Seconds(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;

    public static DateTime Time(double seconds)
    {
        var ticks = DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond);
        return new DateTime((long)Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks - 1_000_000.0), DateTimeKind.Utc);
    }
}
