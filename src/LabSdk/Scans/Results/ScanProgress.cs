using System.Globalization;

namespace LabSdk;

/// <summary>How far a scan has come.</summary>
/// <param name="Done">Number of finished points.</param>
/// <param name="Total">Number of points of the plan; null when it finds them on its way.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct ScanProgress(long Done, long? Total, TimeSpan Elapsed)
{
    /// <summary>From 0 to 1; 1 for a plan without points, NaN when nobody knows how many there are.</summary>
    public double Fraction => Total switch
    {
        null => double.NaN,
        > 0 and var total => Math.Clamp((double)Done / total, 0, 1),
        _ => 1,
    };

    /// <summary>Mean number of points a second so far; NaN before the first point.</summary>
    public double Rate => Done > 0 && Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : double.NaN;

    /// <summary>The time left at the mean rate so far; null before the first point, and when the number of points is not known.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            var seconds = (Total - Done) / Rate;
            return seconds is { } left && left >= 0 && left < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(left) : null;
        }
    }

    /// <summary>Returns for example <c>Scanning  45%  5/11 pts  1.2 pts/s  00:05</c>; the last is the time left.</summary>
    public override string ToString()
    {
        var text = Total is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"Scanning {Math.Floor(Fraction * 100),3:0}%  {Done}/{total} pts")
            : string.Create(CultureInfo.InvariantCulture, $"Scanning  {Done} pts");
        if (!double.IsNaN(Rate))
        {
            text += string.Create(CultureInfo.InvariantCulture, $"  {(Rate < 100 ? Math.Round(Rate, 1) : Math.Round(Rate)):0.#} pts/s");
        }

        return Remaining is { } left ? $"{text}  {Clock(left)}" : text;
    }

    private static string Clock(TimeSpan time)
    {
        time = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):0}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}");
    }
}
