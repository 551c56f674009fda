using System.Globalization;
using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>How times, rates and ranges of telemetry are written.</summary>
internal static class TelemetryText
{
    /// <summary>The time of day in UTC with milliseconds.</summary>
    public static string Clock(ulong nanoseconds) => OdpTime.ToDateTimeOffset(nanoseconds).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Date and time in UTC to the second; a missing value when not known.</summary>
    public static Cell Date(ulong? nanoseconds) =>
        nanoseconds is { } known ? OdpTime.ToDateTimeOffset(known).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : Cell.Null;

    /// <summary>A length of time as people say it: <c>1:32.417</c>, <c>12.5 s</c>, <c>2 h 03 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        double.NaN => "—",
        < 0 => "-" + Duration(-seconds),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds % 3600 / 60):00} min"),
    };

    /// <summary>A lap time: <c>1:32.417</c>.</summary>
    public static string LapTime(double seconds) => seconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000}")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0}:{seconds % 60:00.000}");

    /// <summary>A rate in Hz with three digits.</summary>
    public static string Rate(double hertz) => string.Create(CultureInfo.InvariantCulture, $"{(hertz >= 100 ? Math.Round(hertz) : Math.Round(hertz, 2)):0.##} Hz");

    /// <summary>A range; a missing value where there is none.</summary>
    public static Cell Range(double? low, double? high) => low is { } from && high is { } to
        ? $"{Short(from)} … {Short(to)}" : Cell.Null;

    // Four digits tell a range; whole numbers keep all of theirs.
    private static string Short(double value)
    {
        var size = Math.Abs(value);
        return Cell.Number(size >= 1000 || size < 1e-10 ? Math.Round(value) : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 15))).ToString();
    }

    /// <summary>A number of things: <c>1 event</c>, <c>138 events</c>.</summary>
    public static string Count(long count, string nouns) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? nouns[..^1] : nouns)}");

    /// <summary>The name of a stream; the main stream has none.</summary>
    public static string Stream(string name) => name.Length == 0 ? "(main)" : name;

    /// <summary>An age since some time on this computer's clock.</summary>
    public static string Age(TimeSpan age) => age.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalMilliseconds):0} ms") : Duration(Math.Round(age.TotalSeconds, age.TotalSeconds < 10 ? 1 : 0));
}
