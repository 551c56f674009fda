namespace LabSdk.Tests.Scans;

/// <summary>
/// A clock that stands still until told. With <paramref name="jumps"/> every wait ends at once and moves the clock by its length.
/// </summary>
internal sealed class SoftClock(bool jumps = false) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<SoftTimer> _timers = [];
    private readonly SemaphoreSlim _armed = new(0);
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Waits until something waits for this clock.</summary>
    public Task ArmedAsync() => _armed.WaitAsync(TimeSpan.FromSeconds(30));

    public void Advance(TimeSpan time)
    {
        SoftTimer[] due;
        lock (_gate)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.RemoveAll(timer => timer.Due <= _now);
        }

        Array.ForEach(due, timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SoftTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Arm(SoftTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            Waits.Add(dueTime);
            timer.Due = _now + dueTime;
            _timers.Add(timer);
        }

        _armed.Release();
        if (jumps)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }
    }

    private sealed class SoftTimer(SoftClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
