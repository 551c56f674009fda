namespace LabSdk;

/// <summary>The time limit of each step of a point; without a limit it hands the token of the scan on.</summary>
internal sealed class StepLimit : IDisposable
{
    private readonly TimeSpan? _limit;
    private readonly CancellationTokenSource? _ended;
    private readonly ITimer? _timer;

    public StepLimit(TimeSpan? limit, TimeProvider clock, CancellationToken scan)
    {
        Token = scan;
        if (limit is null)
        {
            return;
        }

        _limit = limit;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(scan);
        Token = _ended.Token;
        _timer = clock.CreateTimer(OnTime, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the scan is cancelled or the step has run out of time.</summary>
    public CancellationToken Token { get; }

    /// <summary>True when a step has run out of time.</summary>
    public bool HasFired { get; private set; }

    public void Begin() => _timer?.Change(_limit!.Value, Timeout.InfiniteTimeSpan);

    public void End() => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer?.Dispose();
        _ended?.Dispose();
    }

    private void OnTime(object? state)
    {
        HasFired = true;
        try
        {
            _ended!.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The scan ended in the same moment.
        }
    }
}
