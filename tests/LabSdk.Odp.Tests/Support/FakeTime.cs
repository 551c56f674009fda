namespace LabSdk.Odp.Tests;

/// <summary>A clock that goes only when told.</summary>
internal sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    private readonly List<FakeTimer> _timers = [];
    private readonly SemaphoreSlim _created = new(0);
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Ends when somebody waits on the clock.</summary>
    public Task WaitedOnAsync() => _created.WaitAsync(TimeSpan.FromSeconds(30));

    public void Advance(TimeSpan time)
    {
        _now += time;
        FakeTimer[] due;
        lock (_timers)
        {
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.RemoveAll(timer => timer.Due <= _now);
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(() => callback(state), dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _now + dueTime);
        lock (_timers)
        {
            _timers.Add(timer);
        }

        _created.Release();
        return timer;
    }

    private sealed class FakeTimer(Action fire, DateTimeOffset due) : ITimer
    {
        private bool _isDisposed;

        public DateTimeOffset Due { get; private set; } = due;

        public void Fire()
        {
            if (!_isDisposed)
            {
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
