using System.Globalization;

namespace LabSdk.Cxl;

/// <summary>Device time: nanoseconds since 1970-01-01 UTC, 0 for none.</summary>
public static class CxlTime
{
    private const ulong NanosecondsPerTick = 100;

    /// <summary>The date and time, cut to 100 ns; null for 0, and for a time after the year 9999.</summary>
    /// <param name="nanoseconds">Nanoseconds since 1970-01-01 UTC.</param>
    public static DateTimeOffset? ToDate(ulong nanoseconds) =>
        nanoseconds == 0 || nanoseconds / NanosecondsPerTick > (ulong)(DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks
            ? null
            : DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));

    /// <summary>Nanoseconds since 1970-01-01 UTC, as Set Timestamp takes them; 0 for a time before.</summary>
    /// <param name="time">The time.</param>
    public static ulong ToNanoseconds(DateTimeOffset time) =>
        time <= DateTimeOffset.UnixEpoch ? 0 : (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;

    /// <summary>The time to the nanosecond, for example <c>2025-01-01T00:00:00.123456789Z</c>, without a fraction of zero; null for 0.</summary>
    /// <param name="nanoseconds">Nanoseconds since 1970-01-01 UTC.</param>
    public static string? ToText(ulong nanoseconds)
    {
        var (seconds, rest) = Math.DivRem(nanoseconds, 1_000_000_000);
        var fraction = rest == 0 ? "" : "." + rest.ToString("D9", CultureInfo.InvariantCulture);
        return nanoseconds == 0 ? null : DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + fraction + "Z";
    }
}
