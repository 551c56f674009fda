using LabSdk.Hosting;

namespace LabSdk.Display.Widgets;

/// <summary>
/// Controls that follow something while somebody can see them: a motor, a reading, a camera. Show it as the last expression of a
/// cell. It follows only while it is shown; it ends with <see cref="Dispose"/>, or when what it follows goes away.
/// </summary>
/// <remarks>Thread-safe. Can be shown in several cells; all follow.</remarks>
[TypeFormatterSource]
public abstract class Panel : ISelfShowing, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LargeInterval = TimeSpan.FromSeconds(1);
    private static int _following;
    private readonly Lock _lock = new();
    private readonly Lock _drawing = new();
    private readonly HashSet<WidgetDisplay> _watching = [];
    private readonly List<WidgetDisplay> _displays = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private CancellationTokenSource? _stop;
    private TimeSpan _interval = Interval;
    private long _drawnAt;
    private bool _isScheduled;
    private bool _isDisposed;

    /// <summary>Makes a panel that follows nothing yet.</summary>
    /// <param name="time">The clock; default is the system's.</param>
    protected Panel(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _timer = _time.CreateTimer(static panel => ((Panel)panel!).DrawNow(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsDisposed
    {
        get
        {
            lock (_lock)
            {
                return _isDisposed;
            }
        }
    }

    /// <summary>Number of panels of the process that follow something now.</summary>
    internal static int Following => Volatile.Read(ref _following);

    /// <summary>The task that follows; completed while nobody looks.</summary>
    internal Task Follower { get; private set; } = Task.CompletedTask;

    /// <summary>The controls. The same each time.</summary>
    protected abstract Widget Content { get; }

    /// <summary>Returns the panel as a card with what it knows now.</summary>
    public MimeBundle ToMimeBundle() => ToCard().ToMimeBundle();

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => ToCard().ToHtml();

    MimeBundle? ISelfShowing.ShowIn(IDisplaySink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return IsDisposed ? ToMimeBundle() : WidgetDisplay.Show(Content, ToCard, sink, Watched);
    }

    /// <summary>Stops following and closes the controls; the outputs keep a card with the last state. Harmless when repeated.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        WidgetDisplay[] displays;
        lock (_lock)
        {
            displays = [.. _displays];
        }

        foreach (var display in displays)
        {
            display.Dispose();
        }

        _timer.Dispose();
        Ended();
        Content.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the card for readers without controls. Must be quick and must not talk to a device.</summary>
    protected abstract Block ToCard();

    /// <summary>Follows until told to stop: reads, and sets the controls. Run while somebody looks, on a pool thread.</summary>
    /// <param name="cancellationToken">Cancelled when nobody looks any more.</param>
    protected abstract Task FollowAsync(CancellationToken cancellationToken);

    /// <summary>Called when <see cref="FollowAsync"/> has failed; it is not started again until somebody looks anew.</summary>
    /// <param name="error">Why.</param>
    protected abstract void Failed(Exception error);

    /// <summary>Called once when the panel was disposed.</summary>
    protected virtual void Ended()
    {
    }

    /// <summary>Sets the controls to what is known now. Called on a pool thread, at most ten times a second, one at a time.</summary>
    protected abstract void Draw();

    /// <summary>Says that something has changed. Cheap: <see cref="Draw"/> follows within a tenth of a second.</summary>
    protected void Altered()
    {
        lock (_lock)
        {
            if (!_isScheduled && !_isDisposed)
            {
                _isScheduled = true;
                var wait = _interval - _time.GetElapsedTime(_drawnAt);
                _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Shows the card as it is now in the places of a panel that was disposed.</summary>
    protected void ShowFinal()
    {
        WidgetDisplay[] displays;
        lock (_lock)
        {
            displays = [.. _displays.Where(display => display.IsEnded)];
        }

        foreach (var display in displays)
        {
            display.ShowFinal();
        }
    }

    private void DrawNow()
    {
        WidgetDisplay[] displays;
        lock (_lock)
        {
            _isScheduled = false;
            _drawnAt = _time.GetTimestamp();
            displays = [.. _displays];
        }

        lock (_drawing)
        {
            Draw();
            _interval = Content.Length > LiveView.LargeBytes ? LargeInterval : Interval;
        }

        foreach (var display in displays)
        {
            display.Altered();
        }
    }

    private void Watched(WidgetDisplay display, bool isWatched)
    {
        lock (_lock)
        {
            if (!_displays.Contains(display))
            {
                _displays.Add(display);
            }

            _ = isWatched ? _watching.Add(display) : _watching.Remove(display);
            if (display.IsEnded && !_isDisposed)
            {
                _displays.Remove(display);
            }

            if (_watching.Count > 0 && _stop is null && !_isDisposed)
            {
                _stop = new CancellationTokenSource();
                Follower = Task.Run(() => RunAsync(_stop), CancellationToken.None);
            }
            else if (_watching.Count == 0 && _stop is { } stop)
            {
                _stop = null;
                stop.Cancel();
            }
        }
    }

    private async Task RunAsync(CancellationTokenSource stop)
    {
        Interlocked.Increment(ref _following);
        try
        {
            // A panel outlives the cell that showed it, and the interrupt of that cell.
            using var scope = Interrupts.Enter(CancellationToken.None);
            await FollowAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            if (!stop.IsCancellationRequested)
            {
                Failed(error);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _following);
        }
    }
}
