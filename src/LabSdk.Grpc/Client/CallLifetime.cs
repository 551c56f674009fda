using Grpc.Core;

namespace LabSdk.Grpc.Client;

/// <summary>Everything that can end a call from this side: deadline, the caller's token, disposal of call or channel.</summary>
internal sealed class CallLifetime : IDisposable
{
    // Timers take at most 49 days; later deadlines are looked at again then.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _time;
    private readonly DateTime? _deadline;
    private readonly CancellationTokenRegistration _caller;
    private readonly CancellationTokenRegistration _channel;
    private readonly ITimer? _timer;
    private int _reason;

    public CallLifetime(GrpcChannel channel, CallOptions options)
    {
        _time = channel.Options.TimeProvider;
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            _deadline = deadline.Kind == DateTimeKind.Local ? deadline.ToUniversalTime() : deadline;
            var left = Remaining()!.Value;
            if (left <= TimeSpan.Zero)
            {
                End(Reason.Deadline);
            }
            else
            {
                _timer = _time.CreateTimer(
                    static state => ((CallLifetime)state!).OnTimer(), this, Shorter(left), Timeout.InfiniteTimeSpan);
            }
        }

        _caller = options.CancellationToken.UnsafeRegister(static state => ((CallLifetime)state!).End(Reason.Caller), this);
        _channel = channel.Closed.UnsafeRegister(static state => ((CallLifetime)state!).End(Reason.Channel), this);
    }

    private enum Reason
    {
        None,
        Deadline,
        Caller,
        Disposed,
        Channel,
    }

    public CancellationToken Token => _source.Token;

    public bool HasEnded => Volatile.Read(ref _reason) != 0;

    public bool HasDeadline => _deadline is not null;

    public bool DeadlinePassed => Remaining() <= TimeSpan.Zero;

    /// <summary>The time left until the deadline; null without one.</summary>
    public TimeSpan? Remaining() => _deadline - _time.GetUtcNow().UtcDateTime;

    /// <summary>Why this side ended the call, as a status; null when it did not.</summary>
    public Status? LocalStatus() => (Reason)Volatile.Read(ref _reason) switch
    {
        Reason.None => null,
        Reason.Deadline => new Status(StatusCode.DeadlineExceeded, "The call did not finish before its deadline."),
        Reason.Caller => new Status(StatusCode.Cancelled, "The call was cancelled by its caller."),
        Reason.Channel => new Status(StatusCode.Cancelled, "The channel was closed."),
        _ => new Status(StatusCode.Cancelled, "The call was disposed before it finished."),
    };

    public void Cancel() => End(Reason.Caller);

    public void EndByDisposal() => End(Reason.Disposed);

    /// <summary>Releases timer and registrations; the call has its final status.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _caller.Unregister();
        _channel.Unregister();
    }

    private void OnTimer()
    {
        var left = Remaining()!.Value;
        if (left <= TimeSpan.Zero)
        {
            End(Reason.Deadline);
        }
        else
        {
            _timer?.Change(Shorter(left), Timeout.InfiniteTimeSpan);
        }
    }

    // Timers may fire a little early; one millisecond more saves a second round.
    private static TimeSpan Shorter(TimeSpan left) =>
        left < LongestTimer ? left + TimeSpan.FromMilliseconds(1) : LongestTimer;

    private void End(Reason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, 0) == 0)
        {
            _source.Cancel();
        }
    }
}
