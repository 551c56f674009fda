namespace LabSdk.Odp.Interpolation;

/// <summary>
/// Cuts the samples of one parameter into intervals and hands each to the processor once it is over. Results are appended
/// to a list that its owner empties. Not thread-safe.
/// </summary>
internal sealed class SignalInterpolator(string identifier, ulong period, IIntervalProcessor processor, long longestGap, List<IntervalResult> results)
{
    private readonly List<IntervalPoint> _points = [];
    private IntervalPoint? _previous;
    private ulong _start;
    private bool _isStarted;

    /// <summary>Samples that came after their interval was over: not used, and counted.</summary>
    public long Late { get; private set; }

    /// <summary>Intervals without a result because the gap was longer than allowed.</summary>
    public ulong Skipped { get; private set; }

    /// <summary>Begins with the interval that holds a time, though there may be no sample in it.</summary>
    public void Begin(ulong time) => (_start, _isStarted) = (IntervalGrid.Floor(time, period), true);

    /// <summary>Takes a value that was before the begin: it is held from there on.</summary>
    public void Remember(ulong time, double value) => _previous = new IntervalPoint(time, value);

    /// <summary>Takes a sample. Only valid numbers count.</summary>
    public void Add(ulong time, double value, SampleStatus status)
    {
        if (status != SampleStatus.Valid || double.IsNaN(value))
        {
            return;
        }

        if (!_isStarted)
        {
            Begin(time);
        }

        if (time < _start)
        {
            Late++;
            return;
        }

        var point = new IntervalPoint(time, value);
        Close(IntervalGrid.Floor(time, period), point);
        _points.Add(point);
    }

    /// <summary>Ends the intervals before a time, as far as the processor does not wait for the next sample.</summary>
    public void AdvanceTo(ulong time)
    {
        if (_isStarted && !processor.NeedsNextPoint)
        {
            Close(IntervalGrid.Floor(time, period), null);
        }
    }

    /// <summary>Ends the interval that has samples, and all others before a time.</summary>
    public void Complete(ulong until = 0)
    {
        if (_isStarted)
        {
            var end = _points.Count > 0 ? IntervalGrid.End(_start, period) : _start;
            Close(Math.Max(end, until), null);
        }
    }

    private void Close(ulong target, IntervalPoint? next)
    {
        if (target <= _start)
        {
            return;
        }

        if (_points.Count > 0)
        {
            CloseOne(next);
        }

        var gap = (target - _start) / period;
        if (gap > (ulong)longestGap)
        {
            Skipped += gap;
            _start = target;
            return;
        }

        while (_start < target)
        {
            CloseOne(next);
        }
    }

    private void CloseOne(IntervalPoint? next)
    {
        var end = IntervalGrid.End(_start, period);
        results.Add(processor.Process(new IntervalContext(identifier, _start, end, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_points), _previous, next)));
        if (_points.Count > 0)
        {
            _previous = _points[^1];
            _points.Clear();
        }

        _start = end;
    }
}
