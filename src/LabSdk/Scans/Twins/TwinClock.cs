namespace LabSdk;

/// <summary>The clock of a dry run: nobody waits, each wait moves it on by its length.</summary>
internal sealed class TwinClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = start;
    private DateTimeOffset _busyUntil = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>What was begun at the same moment has ended when somebody looks at the clock.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now = _busyUntil > _now ? _busyUntil : _now;
        }
    }

    /// <summary>Something begins now and takes a while; several take as long as the longest.</summary>
    public void Occupy(TimeSpan time)
    {
        lock (_gate)
        {
            var end = _now + time;
            _busyUntil = end > _busyUntil ? end : _busyUntil;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return new TwinTimer();
        }

        GetUtcNow();
        lock (_gate)
        {
            _now += dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new TwinTimer();
    }

    private sealed class TwinTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
