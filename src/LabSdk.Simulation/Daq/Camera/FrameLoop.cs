namespace LabSdk.Simulation.Daq;

/// <summary>Calls a drawing action at a steady rate until it is stopped.</summary>
internal sealed class FrameLoop(TimeProvider time, Func<TimeSpan> interval, Action draw)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;

    public bool IsRunning
    {
        get
        {
            lock (_gate)
            {
                return _running is not null;
            }
        }
    }

    /// <summary>Starts; false when it already runs.</summary>
    public bool Start()
    {
        lock (_gate)
        {
            if (_running is not null)
            {
                return false;
            }

            _running = new CancellationTokenSource();
            _ = RunAsync(_running.Token);
            return true;
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _running?.Cancel();
            _running?.Dispose();
            _running = null;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var started = time.GetTimestamp();
        var due = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            draw();
            due += interval();
            var left = due - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                // Behind schedule: skip the backlog instead of drawing a burst, and let others run.
                due -= left;
                await Task.Yield();
                continue;
            }

            await Task.Delay(left, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
