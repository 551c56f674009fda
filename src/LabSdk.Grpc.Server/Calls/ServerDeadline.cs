namespace LabSdk.Grpc.Server.Calls;

/// <summary>The deadline of a call as the server keeps it: a moment, a token and a task.</summary>
internal sealed class ServerDeadline : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly CancellationTokenSource _source;
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer? _timer;

    public ServerDeadline(TimeSpan timeout, TimeProvider time, CancellationToken aborted)
    {
        var now = time.GetUtcNow().UtcDateTime;
        At = DateTime.MaxValue - now > timeout ? now + timeout : DateTime.MaxValue;
        _source = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Token = _source.Token;

        // A deadline weeks ahead never fires here: the client keeps its own.
        if (timeout < LongestTimer)
        {
            _timer = time.CreateTimer(static state => ((ServerDeadline)state!).OnPassed(), this, timeout, Timeout.InfiniteTimeSpan);
        }
    }

    public DateTime At { get; }

    public CancellationToken Token { get; }

    public Task Passed => _passed.Task;

    /// <summary>From now on the deadline does not count.</summary>
    public void Stop() => _timer?.Dispose();

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    private void OnPassed()
    {
        _passed.TrySetResult();
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended in the same moment.
        }
    }
}
