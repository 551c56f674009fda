using System.Diagnostics;

namespace LabSdk.Fleet.Transport;

/// <summary>
/// One time limit over several waits. Nothing is allocated and no timer runs before something really has to wait, because
/// most answers are there at once.
/// </summary>
internal sealed class Deadline(TimeSpan limit, CancellationToken caller, CancellationToken owner) : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private CancellationTokenSource? _source;

    public TimeSpan Limit => limit;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>True when the caller gave up.</summary>
    public bool IsCancelled => caller.IsCancellationRequested;

    /// <summary>For a wait that cannot be avoided.</summary>
    public CancellationToken Token
    {
        get
        {
            if (_source is null)
            {
                _source = CancellationTokenSource.CreateLinkedTokenSource(caller, owner);
                if (limit != Timeout.InfiniteTimeSpan)
                {
                    _source.CancelAfter(limit - Elapsed is { Ticks: > 0 } left ? left : TimeSpan.Zero);
                }
            }

            return _source.Token;
        }
    }

    public void Dispose() => _source?.Dispose();
}
