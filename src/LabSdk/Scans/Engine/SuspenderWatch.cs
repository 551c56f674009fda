namespace LabSdk;

/// <summary>Looks at the conditions of a plan beside its scan, and tells the engine when to wait and when to go on.</summary>
internal sealed class SuspenderWatch : IDisposable
{
    private readonly ScanSuspender _suspender;
    private readonly ScanEngine _engine;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _over;
    private long? _fineSince;

    private SuspenderWatch(ScanSuspender suspender, ScanEngine engine, TimeProvider clock, CancellationToken scan)
    {
        (_suspender, _engine, _clock) = (suspender, engine, clock);
        _over = CancellationTokenSource.CreateLinkedTokenSource(scan);
    }

    /// <summary>Looks once at every condition, which the scan waits for, and then goes on looking beside it.</summary>
    public static async Task<IReadOnlyList<SuspenderWatch>> StartAsync(ScanPlan plan, ScanEngine engine, CancellationToken scan)
    {
        SuspenderWatch[] watches = [.. plan.Suspenders.Select(suspender => new SuspenderWatch(suspender, engine, plan.Clock, scan))];
        foreach (var watch in watches)
        {
            // Beside the flow of the scan: a condition may block.
            var look = Task.Run(watch.Look, CancellationToken.None);
            await look.WaitAsync(scan).ConfigureAwait(false);
            _ = Task.Run(watch.WatchAsync, CancellationToken.None);
        }

        return watches;
    }

    public void Dispose() => _over.Cancel();

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_suspender.Every, _clock, _over.Token).ConfigureAwait(false);
                Look();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Look()
    {
        if (Unmet() is { } reason)
        {
            _fineSince = null;
            _engine.Suspend(this, reason);
            return;
        }

        _fineSince ??= _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_fineSince.Value) >= _suspender.ResumeAfter)
        {
            _engine.Clear(this);
        }
    }

    private string? Unmet()
    {
        try
        {
            return _suspender.Condition() ? _suspender.Reason : null;
        }
        catch (Exception error)
        {
            return $"{_suspender.Reason}: it cannot be told ({error.Message})";
        }
    }
}
