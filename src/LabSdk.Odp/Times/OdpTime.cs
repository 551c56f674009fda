using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace LabSdk.Odp;

/// <summary>
/// Times of the protocol: nanoseconds since 1970-01-01 UTC, unsigned. They reach into the year 2554. .NET's own times count
/// 100 ns, so sample times are never kept in them.
/// </summary>
public static class OdpTime
{
    /// <summary>Nanoseconds in a second.</summary>
    public const ulong Second = 1_000_000_000;

    private const ulong Day = 86_400 * Second;
    private const ulong Tick = 100;
    private const int FractionDigits = 9;
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Converts to .NET's time; what is below 100 ns is lost.</summary>
    /// <param name="nanoseconds">Nanoseconds since the epoch.</param>
    public static DateTimeOffset ToDateTimeOffset(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / Tick));

    /// <summary>Converts from .NET's time.</summary>
    /// <param name="time">From 1970 to 2554.</param>
    /// <exception cref="ArgumentOutOfRangeException">An earlier or later time.</exception>
    public static ulong FromDateTimeOffset(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks;
        return ticks >= 0 && (ulong)ticks <= ulong.MaxValue / Tick
            ? (ulong)ticks * Tick : throw new ArgumentOutOfRangeException(nameof(time), time, "Telemetry times reach from 1970 to 2554.");
    }

    /// <summary>Nanoseconds since midnight UTC, as the SQL Race convention stores them.</summary>
    /// <param name="nanoseconds">Nanoseconds since the epoch.</param>
    public static ulong NanosecondsOfDay(ulong nanoseconds) => nanoseconds % Day;

    /// <summary>Writes a time in RFC 3339 with all nine digits of its fraction: <c>2023-11-14T22:13:20.123456789Z</c>.</summary>
    /// <param name="nanoseconds">Nanoseconds since the epoch.</param>
    public static string ToText(ulong nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{ToDateTimeOffset(nanoseconds).ToString(Seconds, CultureInfo.InvariantCulture)}.{nanoseconds % Second:D9}Z");

    /// <summary>Reads what <see cref="ToText"/> writes; fewer digits of the fraction, or none, are fine.</summary>
    /// <param name="text">A time in UTC, ending in Z.</param>
    /// <param name="nanoseconds">Nanoseconds since the epoch.</param>
    /// <returns>False for any other text, and for times outside 1970 to 2554.</returns>
    public static bool TryParse(string? text, out ulong nanoseconds)
    {
        nanoseconds = 0;
        if (text is null || !text.EndsWith('Z'))
        {
            return false;
        }

        var parts = text[..^1].Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "0";
        if (parts.Length > 2 || fraction.Length is 0 or > FractionDigits || !fraction.All(char.IsAsciiDigit)
            || !DateTimeOffset.TryParseExact(parts[0], Seconds, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return false;
        }

        var seconds = time.ToUnixTimeSeconds();
        var digits = ulong.Parse(fraction.PadRight(FractionDigits, '0'), CultureInfo.InvariantCulture);
        if (seconds < 0 || (UInt128)seconds * Second + digits > ulong.MaxValue)
        {
            return false;
        }

        nanoseconds = ((ulong)seconds * Second) + digits;
        return true;
    }

    /// <summary>The time of a message; null when there is none, or one before 1970 or after 2554.</summary>
    internal static ulong? FromTimestamp(Timestamp? time) =>
        time is { Seconds: >= 0, Nanos: >= 0 and < (int)Second } && ((UInt128)time.Seconds * Second) + (uint)time.Nanos is var sum && sum <= ulong.MaxValue ? (ulong)sum : null;

    internal static Timestamp ToTimestamp(ulong nanoseconds) => new() { Seconds = (long)(nanoseconds / Second), Nanos = (int)(nanoseconds % Second) };

    /// <summary>The span of a message; null when there is none, or one that no time zone has.</summary>
    internal static TimeSpan? FromDuration(Duration? span)
    {
        const long longest = 24 * 3600;
        return span is { Seconds: >= -longest and <= longest, Nanos: > -(int)Second and < (int)Second }
            ? TimeSpan.FromSeconds(span.Seconds) + TimeSpan.FromTicks(span.Nanos / (long)Tick) : null;
    }

    internal static Duration ToDuration(TimeSpan span) => Duration.FromTimeSpan(span);
}
