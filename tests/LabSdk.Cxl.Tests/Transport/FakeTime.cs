namespace LabSdk.Cxl.Tests.Transport;

/// <summary>A clock that stands still until it is told to go on; waits that are asked for are noted.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private TimeSpan _passed;

    /// <summary>Every wait that was started, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Waits up to this length end at once, by moving the clock to their end; for runs of many waits.</summary>
    public TimeSpan EndsWaitsUpTo { get; init; }

    public DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Passed
    {
        get
        {
            lock (_gate)
            {
                return _passed;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    /// <summary>Completes when that many waits were started.</summary>
    public Task WaitsAre(int count)
    {
        lock (_gate)
        {
            if (Waits.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>Lets time pass; timers that are due fire before it returns.</summary>
    public void Advance(TimeSpan by)
    {
        Timer[] due;
        lock (_gate)
        {
            _passed += by;
            due = [.. _timers.Where(timer => timer.Due <= _passed).OrderBy(timer => timer.Due)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Started(TimeSpan wait)
    {
        Waits.Add(wait);
        foreach (var watcher in _watchers.Where(watcher => watcher.Count <= Waits.Count).ToArray())
        {
            _watchers.Remove(watcher);
            watcher.Reached.SetResult();
        }

        if (wait <= EndsWaitsUpTo)
        {
            _ = Task.Run(() => Advance(wait));
        }
    }

    private sealed class Timer(FakeTime time, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._passed + dueTime;
                    time._timers.Add(this);
                    time.Started(dueTime);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
