namespace LabSdk.Display.Widgets;

/// <summary>
/// Runs what the user of this SDK hangs on a control: one at a time, on a pool thread, never on the thread that carries
/// messages. What it throws is shown below the cell of the control.
/// </summary>
internal sealed class HandlerQueue
{
    // Clicks beyond these, made while a handler still works, are not meant one by one.
    private const int MostWaiting = 16;

    private readonly Lock _lock = new();
    private readonly Queue<Action> _waiting = new();
    private Action? _latest;
    private bool _isRunning;

    /// <summary>Runs a handler after those that wait; too many waiting ones are not added to.</summary>
    public void Post(Action handler)
    {
        lock (_lock)
        {
            if (_waiting.Count < MostWaiting)
            {
                _waiting.Enqueue(handler);
                Start();
            }
        }
    }

    /// <summary>Runs a handler; a later one takes the place of one that has not begun.</summary>
    public void PostLatest(Action handler)
    {
        lock (_lock)
        {
            _latest = handler;
            Start();
        }
    }

    private void Start()
    {
        if (!_isRunning)
        {
            _isRunning = true;
            _ = Task.Run(Run);
        }
    }

    private void Run()
    {
        while (Next() is { } handler)
        {
            try
            {
                handler();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                DisplaySink.Current.Show(Views.ToMimeBundle(error));
            }
        }
    }

    private Action? Next()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var next))
            {
                return next;
            }

            (next, _latest) = (_latest, null);
            _isRunning = next is not null;
            return next;
        }
    }
}
