namespace LabSdk.Daq;

/// <summary>Between the daemon's nanoseconds and .NET times.</summary>
public static class DaqTime
{
    private const ulong NanosecondsPerTick = 100;

    private static readonly ulong MostTicks = (ulong)(DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;

    /// <summary>A moment from nanoseconds since the Unix epoch, UTC; cut to 100 ns, and to the year 9999.</summary>
    /// <param name="nanoseconds">As in the fields that end in <c>_ns</c>.</param>
    public static DateTimeOffset FromNanoseconds(ulong nanoseconds) =>
        DateTimeOffset.UnixEpoch + TimeSpan.FromTicks((long)Math.Min(nanoseconds / NanosecondsPerTick, MostTicks));

    /// <summary>A moment, or null for the 0 that the daemon sends when there is none.</summary>
    /// <param name="nanoseconds">As in the fields that end in <c>_ns</c>.</param>
    public static DateTimeOffset? FromNanosecondsOrNone(ulong nanoseconds) => nanoseconds == 0 ? null : FromNanoseconds(nanoseconds);

    /// <summary>A duration from nanoseconds, cut to 100 ns.</summary>
    /// <param name="nanoseconds">The duration.</param>
    public static TimeSpan DurationFromNanoseconds(ulong nanoseconds) => TimeSpan.FromTicks((long)(nanoseconds / NanosecondsPerTick));

    /// <summary>Nanoseconds since the Unix epoch.</summary>
    /// <param name="time">The moment; not before 1970.</param>
    public static ulong ToNanoseconds(DateTimeOffset time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, DateTimeOffset.UnixEpoch);
        return checked((ulong)(time - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick);
    }
}
