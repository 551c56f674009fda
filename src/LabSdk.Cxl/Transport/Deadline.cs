namespace LabSdk.Cxl;

/// <summary>A time limit joined with a caller's token, reused from call to call so that waiting allocates nothing.</summary>
internal sealed class Deadline(TimeProvider time) : IDisposable
{
    private CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, time);
    private CancellationTokenRegistration _registration;

    /// <summary>Starts to count.</summary>
    /// <param name="timeout">The limit; zero or infinite for none.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Cancelled at the limit, or with the caller's token.</returns>
    public CancellationToken Start(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!_source.TryReset())
        {
            _source.Dispose();
            _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        }

        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        if (timeout > TimeSpan.Zero)
        {
            _source.CancelAfter(timeout);
        }

        return _source.Token;
    }

    /// <summary>Stops to count.</summary>
    public void Stop()
    {
        _registration.Dispose();
        _registration = default;
        if (!_source.IsCancellationRequested)
        {
            _source.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
