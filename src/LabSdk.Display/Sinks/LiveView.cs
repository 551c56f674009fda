namespace LabSdk.Display;

/// <summary>
/// One display that follows something that changes often: shows at most ten updates a second, and always the last one.
/// </summary>
/// <remarks>Thread-safe. Updates cost nothing between two shown ones: the block is only built when it is shown.</remarks>
public sealed class LiveView : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILiveDisplay _display;
    private Func<IDisplayable>? _pending;
    private long _shownAt;
    private bool _disposed;

    /// <summary>Starts showing.</summary>
    /// <param name="first">What is shown first.</param>
    /// <param name="sink">The place; default is the current one.</param>
    /// <param name="time">The clock; default is the system's.</param>
    public LiveView(IDisplayable first, IDisplaySink? sink = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        _time = time ?? TimeProvider.System;
        _display = (sink ?? DisplaySink.Current).ShowLive(first.ToMimeBundle());
        _shownAt = _time.GetTimestamp();
    }

    /// <summary>Offers a new form; it is shown now, or replaced by a later one, or shown at the end.</summary>
    /// <param name="view">Builds what to show; called only when it is shown.</param>
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
            if (_time.GetElapsedTime(_shownAt) >= Interval)
            {
                Flush();
            }
        }
    }

    /// <summary>Shows the last form and ends the display.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                Flush();
                _display.Dispose();
            }
        }
    }

    private void Flush()
    {
        if (_pending is { } view)
        {
            _pending = null;
            _shownAt = _time.GetTimestamp();
            _display.Update(view().ToMimeBundle());
        }
    }
}
