using LabSdk.Odp.Interpolation;

namespace LabSdk.Odp;

/// <summary>Brings recorded samples of one parameter onto a grid of time in one call.</summary>
public static class SignalResampler
{
    /// <summary>Cuts samples into intervals of 1/<paramref name="frequency"/>, at multiples of it since the epoch.</summary>
    /// <param name="identifier">The parameter, for the results.</param>
    /// <param name="times">Nanoseconds since 1970-01-01 UTC, ascending.</param>
    /// <param name="values">As many as times.</param>
    /// <param name="statuses">As many as times; only valid samples count.</param>
    /// <param name="frequency">Intervals a second, in Hz; from once a day to 1 GHz.</param>
    /// <param name="processor">Default <see cref="IntervalProcessors.Aggregate"/>.</param>
    /// <param name="rangeStart">The first interval holds this time; earlier samples are only held. Default: the first sample's.</param>
    /// <param name="rangeEnd">The last interval ends at or after this time; later samples do not count. Default: the last sample's.</param>
    /// <param name="longestGap">Intervals without any sample that are filled at most; longer gaps are left out. Default 1,000,000.</param>
    /// <exception cref="ArgumentException">Not as many values or statuses as times.</exception>
    /// <exception cref="OdpConfigurationException">The frequency is out of its range.</exception>
    public static IReadOnlyList<IntervalResult> Resample(
        string identifier,
        IReadOnlyList<ulong> times,
        IReadOnlyList<double> values,
        IReadOnlyList<SampleStatus> statuses,
        double frequency,
        IIntervalProcessor? processor = null,
        ulong? rangeStart = null,
        ulong? rangeEnd = null,
        long longestGap = 1_000_000)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(statuses);
        ArgumentOutOfRangeException.ThrowIfNegative(longestGap);
        if (values.Count != times.Count || statuses.Count != times.Count)
        {
            throw new ArgumentException($"{times.Count} times came with {values.Count} values and {statuses.Count} statuses.", nameof(values));
        }

        var period = IntervalGrid.Period(frequency, nameof(frequency));
        var results = new List<IntervalResult>();
        var signal = new SignalInterpolator(identifier, period, processor ?? IntervalProcessors.Aggregate(), longestGap, results);
        var first = rangeStart is { } start ? IntervalGrid.Floor(start, period) : 0;
        var end = rangeEnd is { } last ? IntervalGrid.Ceiling(last, period) : ulong.MaxValue;
        if (rangeStart is not null)
        {
            signal.Begin(first);
        }

        for (var i = 0; i < times.Count && (rangeEnd is null || times[i] < end); i++)
        {
            if (times[i] >= first)
            {
                signal.Add(times[i], values[i], statuses[i]);
            }
            else if (statuses[i] == SampleStatus.Valid && !double.IsNaN(values[i]))
            {
                signal.Remember(times[i], values[i]);
            }
        }

        signal.Complete(rangeEnd is null ? 0 : end);
        return results;
    }
}
