namespace LabSdk.Odp.Interpolation;

/// <summary>Intervals of one length, at multiples of it since the epoch.</summary>
internal static class IntervalGrid
{
    /// <summary>The length for a frequency, in nanoseconds.</summary>
    /// <exception cref="OdpConfigurationException">Not a number from 1/86400 Hz to 1 GHz.</exception>
    public static ulong Period(double hertz, string what) => hertz is >= 1.0 / 86_400 and <= 1e9
        ? (ulong)Math.Round(1e9 / hertz)
        : throw new OdpConfigurationException(OdpErrorKind.InvalidWindow, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The {what} of {hertz} Hz cannot be used."), "It may be from once a day to 1 GHz.");

    /// <summary>The start of the interval that holds a time.</summary>
    public static ulong Floor(ulong time, ulong period) => time / period * period;

    /// <summary>The end of an interval; the last one before 2554 ends there.</summary>
    public static ulong End(ulong start, ulong period) => start <= ulong.MaxValue - period ? start + period : ulong.MaxValue;

    /// <summary>The first start of an interval at or after a time.</summary>
    public static ulong Ceiling(ulong time, ulong period) => Floor(time, period) is var floor && floor == time ? floor : End(floor, period);
}
