namespace LabSdk.Display;

/// <summary>
/// One display that follows something that changes often: shows at most ten updates a second (one a second while an update is
/// larger than 200 KB), never more than a tenth of a second after the change, and always the last one.
/// </summary>
/// <remarks>
/// Thread-safe. Offering an update only takes note of it; what is shown is built on a pool thread, one at a time, so that a slow
/// place costs updates and never time. Only <see cref="Dispose()"/> waits for what is being shown.
/// </remarks>
public sealed class LiveView : IDisposable
{
    /// <summary>Size from which updates are rare.</summary>
    internal const int LargeBytes = 200_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LargeInterval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly Lock _showing = new();
    private readonly TimeProvider _time;
    private readonly ILiveDisplay _display;
    private readonly ITimer _timer;
    private readonly bool _ownsDisplay;
    private Func<IDisplayable>? _pending;
    private TimeSpan _interval = Interval;
    private long _shownAt;
    private bool _scheduled;
    private bool _disposed;

    /// <summary>Starts showing.</summary>
    /// <param name="first">What is shown first.</param>
    /// <param name="sink">The place; default is the current one.</param>
    /// <param name="time">The clock; default is the system's.</param>
    public LiveView(IDisplayable first, IDisplaySink? sink = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        _time = time ?? TimeProvider.System;
        var bundle = first.ToMimeBundle();
        _display = (sink ?? DisplaySink.Current).ShowLive(bundle);
        _ownsDisplay = true;
        Measure(bundle);
        _timer = _time.CreateTimer(static view => ((LiveView)view!).ShowPending(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Follows something in a display that is there already and that stays when the view ends.</summary>
    internal LiveView(ILiveDisplay display, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _display = display;
        _shownAt = _time.GetTimestamp();
        _timer = _time.CreateTimer(static view => ((LiveView)view!).ShowPending(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Number of updates that were shown, without the first form.</summary>
    public int ShownUpdates { get; private set; }

    /// <summary>Offers a new form; it is shown soon, or replaced by a later one, or shown at the end. Does not block.</summary>
    /// <param name="view">Builds what to show, on another thread; called only when it is shown.</param>
    public void Update(Func<IDisplayable> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _pending = view;
            if (!_scheduled)
            {
                _scheduled = true;
                var wait = _interval - _time.GetElapsedTime(_shownAt);
                _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Shows the last form and ends the display. Waits for an update that is being shown.</summary>
    public void Dispose() => Dispose(null);

    /// <summary>Shows a last form in place of what is pending, and ends the display. The first call counts.</summary>
    /// <param name="last">Builds the last form; null for what is pending.</param>
    public void Dispose(Func<IDisplayable>? last)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _pending = last ?? _pending;
        }

        _timer.Dispose();
        ShowPending();
        if (_ownsDisplay)
        {
            lock (_showing)
            {
                _display.Dispose();
            }
        }
    }

    private void ShowPending()
    {
        lock (_showing)
        {
            Func<IDisplayable>? view;
            lock (_lock)
            {
                (view, _pending, _scheduled) = (_pending, null, false);
            }

            if (view is not null)
            {
                Show(view);
            }
        }
    }

    private void Show(Func<IDisplayable> view)
    {
        MimeBundle bundle;
        try
        {
            bundle = view().ToMimeBundle();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            bundle = ViewFailure.Of(view, error).ToMimeBundle();
        }

        _display.Update(bundle);
        ShownUpdates++;
        Measure(bundle);
    }

    private void Measure(MimeBundle bundle)
    {
        lock (_lock)
        {
            _interval = bundle.RenderedLength > LargeBytes ? LargeInterval : Interval;
            _shownAt = _time.GetTimestamp();
        }
    }
}
