namespace LabSdk;

/// <summary>Seconds as users type them.</summary>
internal static class PlanTime
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static TimeSpan FromSeconds(double seconds)
    {
        // TimeSpan.FromSeconds throws OverflowException for what is simply out of range here.
        if (!(Math.Abs(seconds) <= Longest.TotalSeconds))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A time must be a number of seconds, at most a year.");
        }

        return TimeSpan.FromSeconds(seconds);
    }

    public static TimeSpan NotNegative(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Longest);
        return time;
    }
}
