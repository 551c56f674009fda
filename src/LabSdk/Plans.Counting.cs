namespace LabSdk;

public static partial class Plans
{
    /// <summary>Reads the detectors a number of times without moving anything.</summary>
    /// <param name="points">How often; at least 0. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="points"/> is negative.</exception>
    public static ScanPlan Count(int points = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        return new ScanPlan("count", []) { Repeats = points };
    }

    /// <summary>Reads the detectors at even times.</summary>
    /// <param name="duration">How long, in seconds; at least 0. A point at the very end is included.</param>
    /// <param name="interval">Time from point to point, in seconds; more than 0.</param>
    /// <inheritdoc cref="TimeSeries(TimeSpan, TimeSpan)"/>
    public static ScanPlan TimeSeries(double duration, double interval) =>
        TimeSeries(PlanTime.FromSeconds(duration), PlanTime.FromSeconds(interval));

    /// <summary>Reads the detectors at even times.</summary>
    /// <param name="duration">How long; at least 0. A point at the very end is included: 10 s every 1 s gives 11 points.</param>
    /// <param name="interval">Time from point to point; more than 0.</param>
    /// <remarks>
    /// The times are those of a clock that does not wait: a reading that takes longer than the interval makes the plan skip the
    /// times that have passed, counted in <see cref="ScanResult.MissedPoints"/>. The <c>time</c> column holds the true times.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative, or the interval is not more than 0.</exception>
    public static ScanPlan TimeSeries(TimeSpan duration, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new ScanPlan("time_series", []) { Interval = interval, Repeats = (duration.Ticks / interval.Ticks) + 1 };
    }
}
