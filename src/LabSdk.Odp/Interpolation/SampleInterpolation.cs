using System.Runtime.CompilerServices;
using LabSdk.Odp.Filtering;
using LabSdk.Odp.Interpolation;

namespace LabSdk.Odp;

/// <summary>
/// Brings parameters of different rates onto one grid of time:
/// <c>new SampleInterpolation(new InterpolationOptions(10)).Read(windows)</c>. One object reads one session.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class SampleInterpolation
{
    private readonly InterpolationOptions _options;
    private readonly ulong _period;
    private readonly ulong _delivery;
    private readonly Dictionary<string, SignalInterpolator?> _signals = new(StringComparer.Ordinal);
    private readonly List<IntervalResult> _results = [];
    private ulong? _deliveryStart;

    /// <summary>Creates a subscription.</summary>
    /// <param name="options">What is wanted.</param>
    /// <exception cref="OdpConfigurationException">A frequency or the longest gap is out of its range.</exception>
    public SampleInterpolation(InterpolationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _period = IntervalGrid.Period(options.Frequency, "frequency");
        _delivery = Math.Max(_period, IntervalGrid.Period(options.DeliveryFrequency ?? Math.Min(10, options.Frequency), "delivery frequency"));
        if (options.LongestGap < 0)
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidWindow, $"The longest gap of {options.LongestGap} intervals cannot be used.", "It is 0 or more.");
        }
    }

    /// <summary>Samples that came after their interval was delivered: not used, and counted.</summary>
    public long Late => _signals.Values.Sum(signal => signal?.Late ?? 0);

    /// <summary>Intervals without results because of gaps longer than <see cref="InterpolationOptions.LongestGap"/>.</summary>
    public ulong Skipped => _signals.Values.Aggregate(0ul, (sum, signal) => sum + (signal?.Skipped ?? 0));

    /// <summary>Interpolates recorded data.</summary>
    /// <param name="windows">From <see cref="SampleBuffering.Read"/>.</param>
    public IEnumerable<InterpolationBatch> Read(IEnumerable<SampleWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return windows.SelectMany(Take);
    }

    /// <summary>Interpolates a live session.</summary>
    /// <param name="windows">From <see cref="SampleBuffering.ReadAsync"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<InterpolationBatch> ReadAsync(IAsyncEnumerable<SampleWindow> windows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(windows);
        await foreach (var window in windows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var batch in Take(window))
            {
                yield return batch;
            }
        }
    }

    private IEnumerable<InterpolationBatch> Take(SampleWindow window)
    {
        foreach (var sample in window.Samples)
        {
            _deliveryStart ??= IntervalGrid.Floor(sample.Time, _delivery);
            foreach (var batch in AdvanceTo(sample.Time))
            {
                yield return batch;
            }

            Signal(sample.Identifier)?.Add(sample.Time, sample.Value, sample.Status);
        }

        if (window.Kind == SampleWindowKind.End)
        {
            if (Finish() is { } last)
            {
                yield return last;
            }

            yield break;
        }

        foreach (var batch in _deliveryStart is null ? [] : AdvanceTo(window.To))
        {
            yield return batch;
        }
    }

    // One delivery after the other, so that a gap never makes more than one batch in memory.
    private IEnumerable<InterpolationBatch> AdvanceTo(ulong time)
    {
        if (_deliveryStart is { } from && time > from && (time - from) / _period > (ulong)_options.LongestGap)
        {
            foreach (var signal in _signals.Values)
            {
                signal?.AdvanceTo(time);
            }

            if (Deliver(from, IntervalGrid.Floor(time, _delivery)) is { } before)
            {
                yield return before;
            }

            _deliveryStart = IntervalGrid.Floor(time, _delivery);
        }

        while (_deliveryStart is { } start && IntervalGrid.End(start, _delivery) is var end && end <= time && end > start)
        {
            foreach (var signal in _signals.Values)
            {
                signal?.AdvanceTo(end);
            }

            _deliveryStart = end;
            if (Deliver(start, end) is { } batch)
            {
                yield return batch;
            }
        }
    }

    private InterpolationBatch? Finish()
    {
        foreach (var signal in _signals.Values)
        {
            signal?.Complete();
        }

        return _deliveryStart is { } start ? Deliver(start, IntervalGrid.End(start, _delivery)) : null;
    }

    private InterpolationBatch? Deliver(ulong start, ulong end)
    {
        if (_results.Count == 0)
        {
            return null;
        }

        var batch = new InterpolationBatch(_options.SubscriptionKey, start, end, [.. _results]);
        _results.Clear();
        return batch;
    }

    private SignalInterpolator? Signal(string identifier)
    {
        if (!_signals.TryGetValue(identifier, out var signal))
        {
            var isWanted = _options.Parameters?.Any(pattern => WildcardPattern.IsMatch(pattern, identifier, questionMark: false)) != false;
            _signals[identifier] = signal = isWanted
                ? new SignalInterpolator(identifier, _period, _options.Processor?.Invoke(identifier) ?? IntervalProcessors.Aggregate(), _options.LongestGap, _results) : null;
        }

        return signal;
    }
}
