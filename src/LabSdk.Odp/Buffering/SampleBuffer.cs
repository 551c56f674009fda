namespace LabSdk.Odp.Buffering;

/// <summary>
/// Puts data of several streams into one order of time. The clock is the data's own: when the newest time is a window
/// length ahead, what is older is delivered, in whole steps of the grid since the epoch. Not thread-safe.
/// </summary>
internal sealed class SampleBuffer
{
    private readonly BufferingOptions _options;
    private readonly ulong _window;
    private readonly ulong _step;
    private readonly Subscriptions _subscriptions;
    private readonly HeldSamples _held;
    private ulong? _boundary;
    private ulong _newest;
    private long _received;
    private long _delivered;
    private long _late;
    private long _replaced;
    private long _unwanted;

    /// <summary>Creates a buffer.</summary>
    /// <exception cref="OdpConfigurationException">A number of the options is out of its range.</exception>
    public SampleBuffer(BufferingOptions options)
    {
        options.Check();
        _options = options;
        _window = options.WindowNanoseconds;
        _step = options.StepNanoseconds;
        _subscriptions = new Subscriptions(options);
        _held = new HeldSamples(_step);
    }

    public BufferingOptions Options => _options;

    public BufferingStatistics Statistics => new(_received, _delivered, _held.Count, _late, _replaced, _unwanted);

    /// <summary>Values that wait.</summary>
    public long Held => _held.Count;

    /// <summary>Takes what a packet carries, and returns what can be delivered: one window or none.</summary>
    public SampleWindow? Add(IOdpData data)
    {
        switch (data)
        {
            case SampleBlock block:
                foreach (var column in block.Columns)
                {
                    Hold(column);
                }

                break;
            case OdpMarker marker:
                Hold(BufferedNames.Markers, marker.Time, marker);
                break;
            case OdpEvent happening:
                Hold(BufferedNames.Events, happening.Time, happening);
                break;
            case OdpErrorRecord error:
                Hold(BufferedNames.Errors, error.Time, error);
                break;
            case OdpCanMessage message:
                Hold(BufferedNames.CanMessages, message.Time, message);
                break;
            default:
                throw new ArgumentException($"{data.GetType()} has no time.", nameof(data));
        }

        return Release();
    }

    /// <summary>Delivers everything held because nothing came for a window length of real time; only older data is late from then on.</summary>
    public SampleWindow? ReleaseIdle()
    {
        if (_held.Count == 0 || _newest == ulong.MaxValue)
        {
            return null;
        }

        var window = Deliver(null, _newest + 1);
        _boundary = window.To;
        return window;
    }

    /// <summary>Delivers everything held at the end of the session; null when there is nothing.</summary>
    public SampleWindow? Flush() => _held.Count == 0 ? null : Deliver(null, _newest == ulong.MaxValue ? _newest : _newest + 1);

    private void Hold(SignalSamples column)
    {
        var signal = _subscriptions.Of(column.Identifier);
        var texts = column.Strings;
        for (var i = 0; i < column.Count; i++)
        {
            Hold(signal, column.Times[i], column.NumberAt(i), column.Statuses[i], texts.IsEmpty ? null : texts[i]);
        }
    }

    private void Hold(string name, ulong time, object item) => Hold(_subscriptions.Of(name), time, double.NaN, SampleStatus.Valid, item);

    private void Hold(BufferedSignal signal, ulong time, double value, SampleStatus status, object? item)
    {
        _received++;
        _newest = Math.Max(_newest, time);
        if (!signal.IsWanted)
        {
            _unwanted++;
        }
        else if (time < _boundary)
        {
            _late++;
        }
        else
        {
            _held.Add(time, signal, value, status, item);
        }
    }

    private SampleWindow? Release()
    {
        if (_newest < _window || (_boundary ?? _held.OldestStep) is not { } last)
        {
            return null;
        }

        var boundary = (_newest - _window) / _step * _step;
        if (boundary <= last)
        {
            return null;
        }

        var window = Deliver(boundary, boundary);
        _boundary = boundary;
        return window;
    }

    private SampleWindow Deliver(ulong? before, ulong end)
    {
        var start = _boundary ?? _held.OldestStep ?? end;
        _subscriptions.Rank();
        var samples = _held.Take(before, out var replaced);
        _replaced += replaced;
        _delivered += samples.Count;
        return new SampleWindow(SampleWindowKind.Data, start, end, samples);
    }
}
