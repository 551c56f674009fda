namespace LabSdk.Mds.Tests.Upload;

/// <summary>A clock that stands still until it is told; every wait that is asked for is noted, and may end at once.</summary>
internal sealed class FakeTime(bool endsWaitsAtOnce = false) : TimeProvider
{
    private readonly bool _endsAtOnce = endsWaitsAtOnce;
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _passed;
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits shorter than a request's limit that were asked for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Completes when the next timer is made.</summary>
    public Task Asked
    {
        get
        {
            lock (_gate)
            {
                return _asked.Task;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + _passed;

    public override long GetTimestamp() => _passed.Ticks;

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_gate)
        {
            _passed += by;
            due = [.. _timers.Where(timer => timer.Due <= _passed)];
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(FakeTime time, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return true;
            }

            lock (time._gate)
            {
                Due = time._passed + dueTime;
                time._timers.Remove(this);
                time._timers.Add(this);

                // Limits of requests stay; they are all 30 s here.
                if (dueTime != UploadRig.RequestTimeout)
                {
                    time.Waits.Add(dueTime);
                    time._asked.TrySetResult();
                    time._asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    if (time._endsAtOnce)
                    {
                        _ = Task.Run(() => time.Advance(dueTime));
                    }
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
