namespace LabSdk.Daq;

/// <summary>Units of the wire that .NET has types for.</summary>
internal static class DaqUnits
{
    private static readonly TimeSpan DeadlineSlack = TimeSpan.FromSeconds(2);

    /// <summary>An exposure; null when the number makes no duration.</summary>
    public static TimeSpan? Exposure(double milliseconds) =>
        double.IsFinite(milliseconds) && Math.Abs(milliseconds) < 1e12 ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>Whole milliseconds for a timeout field, at least 1; the longest that fits for an infinite time.</summary>
    public static uint Milliseconds(TimeSpan time) => time == Timeout.InfiniteTimeSpan
        ? uint.MaxValue
        : (uint)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 1, uint.MaxValue);

    /// <summary>Our deadline for a wait that the daemon limits: a little behind, so that the daemon's better error arrives.</summary>
    public static TimeSpan Deadline(TimeSpan limit) => limit == Timeout.InfiniteTimeSpan ? limit : limit + DeadlineSlack;

    /// <summary>A rate for a field that takes whole hertz; fractions are rounded up so that nothing is slower than asked.</summary>
    public static uint Hertz(double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        return (uint)Math.Min(Math.Ceiling(rate), uint.MaxValue);
    }
}
