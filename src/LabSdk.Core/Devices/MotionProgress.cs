using System.Globalization;
using LabSdk.Hosting;

namespace LabSdk.Devices;

/// <summary>How far a motion has come.</summary>
/// <param name="Initial">Position at the start, in <paramref name="Unit"/>; NaN when not known.</param>
/// <param name="Current">Last known position; NaN when not known.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Unit">The unit of all three.</param>
/// <param name="Elapsed">Time since the start.</param>
[TypeFormatterSource]
public readonly record struct MotionProgress(double Initial, double Current, double Target, string Unit, TimeSpan Elapsed)
{
    /// <summary>0 at the start, 1 at the target; NaN when not known.</summary>
    public double Fraction
    {
        get
        {
            var way = Target - Initial;
            return way == 0 ? 1 : Math.Clamp((Current - Initial) / way, 0, 1);
        }
    }

    /// <summary>The time left at the speed so far, or null when it cannot be told.</summary>
    public TimeSpan? Remaining =>
        Fraction is > 0 and <= 1 ? Elapsed * ((1 - Fraction) / Fraction) : null;

    /// <summary>Returns for example <c>12.5 of 50 mm</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Current:G6} of {Target:G6} {Unit}").TrimEnd();

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
