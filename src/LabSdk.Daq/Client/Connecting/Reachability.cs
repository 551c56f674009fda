using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>
/// Watches whether the daemon can be reached: learns from every call, checks an idle connection every 30 s, and after a
/// loss tries with growing pauses until it is back. One such loop serves all streams that wait.
/// </summary>
internal sealed class Reachability(TimeProvider time, Func<double> chance, Func<CancellationToken, Task> probe)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(30);
    private const int FailuresThatCount = 2;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closed = new();
    private Task _recovery = Task.CompletedTask;
    private Task _checks = Task.CompletedTask;

    public DaqConnectionStatus Status { get; private set; } = new(DaqConnectionState.Connected);

    /// <summary>Raised after each change, from the thread that noticed it.</summary>
    public event Action<DaqConnectionStatus>? Changed;

    public CancellationToken Closed => _closed.Token;

    public void StartChecks() => _checks = CheckAsync();

    /// <summary>A call got through.</summary>
    public void Succeeded()
    {
        if (Status.State is DaqConnectionState.Connected or DaqConnectionState.Closed)
        {
            return;
        }

        Set(new DaqConnectionStatus(DaqConnectionState.Connected));
    }

    /// <summary>A call did not reach the daemon: begin to try again.</summary>
    public void Lost(LabException error)
    {
        lock (_gate)
        {
            if (_closed.IsCancellationRequested || !_recovery.IsCompleted)
            {
                return;
            }

            _recovery = RecoverAsync(error);
        }
    }

    /// <summary>Waits until the daemon is there again.</summary>
    /// <exception cref="LabException">It refuses us, so that waiting has no end.</exception>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _recovery.WaitAsync(cancellationToken);
        }
    }

    public async Task CloseAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_recovery, _checks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Set(new DaqConnectionStatus(DaqConnectionState.Closed));
    }

    private async Task RecoverAsync(LabException error)
    {
        await Task.Yield();
        for (var attempt = 1; ; attempt++)
        {
            var pause = ReconnectDelay.Before(attempt, chance());
            Set(new DaqConnectionStatus(DaqConnectionState.Reconnecting, attempt, time.GetUtcNow() + pause, error));
            await Task.Delay(pause, time, Closed).ConfigureAwait(false);
            try
            {
                await probe(Closed).ConfigureAwait(false);
                Set(new DaqConnectionStatus(DaqConnectionState.Connected));
                return;
            }
            catch (LabException failure) when (failure.IsTransient)
            {
                error = failure;
            }
            catch (LabException failure)
            {
                Set(new DaqConnectionStatus(DaqConnectionState.Failed, LastError: failure));
                throw;
            }
        }
    }

    private async Task CheckAsync()
    {
        var failures = 0;
        while (true)
        {
            await Task.Delay(CheckInterval, time, Closed).ConfigureAwait(false);
            try
            {
                await probe(Closed).ConfigureAwait(false);
                failures = 0;
            }
            catch (LabException failure)
            {
                if (++failures >= FailuresThatCount)
                {
                    Lost(failure);
                }
            }
        }
    }

    private void Set(DaqConnectionStatus status)
    {
        Status = status;
        Changed?.Invoke(status);
    }
}
