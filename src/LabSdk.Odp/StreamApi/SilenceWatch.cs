namespace LabSdk.Odp.StreamApi;

/// <summary>Ends a stream that is silent for too long. Only the time in which we wait counts, not that in which the caller works.</summary>
internal sealed class SilenceWatch : IDisposable
{
    private readonly CancellationTokenSource _silent = new();
    private readonly CancellationTokenSource _both;
    private readonly CancellationToken _caller;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private TimeSpan _longest;
    private bool _isWaiting;

    public SilenceWatch(TimeSpan longest, TimeProvider time, CancellationToken caller)
    {
        (_longest, _caller) = (longest, caller);
        _both = CancellationTokenSource.CreateLinkedTokenSource(caller, _silent.Token);
        _timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), _silent, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _both.Token;

    /// <summary>Waits less long from now on.</summary>
    public void Shorten(TimeSpan longest)
    {
        lock (_gate)
        {
            if (_longest == Timeout.InfiniteTimeSpan || longest < _longest)
            {
                _longest = longest;
                if (_isWaiting)
                {
                    _timer.Change(longest, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }

    /// <summary>The next item; false at the end, and after too long a silence.</summary>
    public async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items)
    {
        var next = items.MoveNextAsync();
        if (next.IsCompletedSuccessfully)
        {
            return await next.ConfigureAwait(false);
        }

        Wait(isWaiting: true);
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_silent.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Wait(isWaiting: false);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _both.Dispose();
        _silent.Dispose();
    }

    private void Wait(bool isWaiting)
    {
        lock (_gate)
        {
            _isWaiting = isWaiting;
            _timer.Change(isWaiting ? _longest : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
