using System.Threading.Channels;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>One scan of the old scan service: created, run once in the background, paused and stopped between points.</summary>
internal sealed class SimulatedScan(DaemonState state, string id, ScanConfig config)
{
    private const int QueuedProgress = 100;
    private readonly Lock _gate = new();
    private readonly Channel<ScanProgress> _progress =
        Channel.CreateBounded<ScanProgress>(new BoundedChannelOptions(QueuedProgress) { SingleReader = true });

    private ScanState _scanState = ScanState.ScanCreated;
    private int _completed;
    private string _error = "";
    private DateTimeOffset? _started;
    private DateTimeOffset? _ended;
    private TaskCompletionSource? _resume;
    private bool _progressTaken;

    public string Id => id;

    public uint TotalPoints { get; } = config.Axes.Aggregate(1u, (product, axis) => product * axis.NumPoints);

    /// <summary>The progress stream for its first caller; null for every later one.</summary>
    public ChannelReader<ScanProgress>? TakeProgress()
    {
        lock (_gate)
        {
            var taken = _progressTaken;
            _progressTaken = true;
            return taken ? null : _progress.Reader;
        }
    }

    /// <summary>Starts in the background; returns the state it was in instead when that was not "created".</summary>
    public ScanState? Start()
    {
        lock (_gate)
        {
            if (_scanState != ScanState.ScanCreated)
            {
                return _scanState;
            }

            _scanState = ScanState.ScanRunning;
            _started = state.Time.GetUtcNow();
        }

        _ = RunAsync(state.Ended);
        return null;
    }

    /// <summary>Pauses before the next point; false when it does not run.</summary>
    public bool Pause() => Change(ScanState.ScanRunning, () =>
    {
        _scanState = ScanState.ScanPaused;
        _resume = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    });

    /// <summary>Goes on; false when it is not paused.</summary>
    public bool Resume() => Change(ScanState.ScanPaused, () =>
    {
        _scanState = ScanState.ScanRunning;
        _resume?.TrySetResult();
    });

    /// <summary>Stops before the next point; does nothing when it is over.</summary>
    public void Stop(bool emergency)
    {
        lock (_gate)
        {
            if (_scanState is ScanState.ScanRunning or ScanState.ScanPaused or ScanState.ScanCreated)
            {
                _scanState = ScanState.ScanStopped;
                _ended = state.Time.GetUtcNow();
                _resume?.TrySetResult();
            }
        }

        foreach (var axis in emergency ? config.Axes : [])
        {
            StopAxis(axis.DeviceId);
        }
    }

    public ScanStatus Status()
    {
        lock (_gate)
        {
            var status = new ScanStatus
            {
                ScanId = id,
                State = _scanState,
                CurrentPoint = (uint)_completed,
                TotalPoints = TotalPoints,
                ProgressPercent = 100.0 * _completed / TotalPoints,
                ErrorMessage = _error,
            };
            if (_started is { } started)
            {
                var elapsed = (_ended ?? state.Time.GetUtcNow()) - started;
                status.StartTimeNs = UnixTime.Nanoseconds(started);
                status.ElapsedTimeNs = elapsed.Nanoseconds();
                if (_completed > 0)
                {
                    status.EstimatedRemainingNs = (elapsed * ((double)(TotalPoints - _completed) / _completed)).Nanoseconds();
                }
            }

            return status;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var runner = new ScanPointRunner(state, config);
            runner.Prepare();
            foreach (var (index, point) in ScanPoints.Of(config).Index())
            {
                await PausedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                if (Status().State == ScanState.ScanStopped)
                {
                    return;
                }

                var progress = new ScanProgress { ScanId = id, State = ScanState.ScanRunning, PointIndex = (uint)index, TotalPoints = TotalPoints };
                await runner.RunAsync(point, progress, cancellationToken).ConfigureAwait(false);
                Completed(index + 1);
                _progress.Writer.TryWrite(progress);
                state.RingBuffer?.Write(progress);
            }

            End(ScanState.ScanCompleted, "");
        }
        catch (DriverFault fault)
        {
            End(ScanState.ScanError, fault.Message);
        }
        catch (OperationCanceledException)
        {
            // The daemon process ends; there is nobody left to tell.
        }
    }

    private Task PausedAsync()
    {
        lock (_gate)
        {
            return _scanState == ScanState.ScanPaused ? _resume!.Task : Task.CompletedTask;
        }
    }

    private void Completed(int count)
    {
        lock (_gate)
        {
            _completed = count;
        }
    }

    private void End(ScanState how, string error)
    {
        lock (_gate)
        {
            if (_scanState is ScanState.ScanRunning or ScanState.ScanPaused)
            {
                (_scanState, _error, _ended) = (how, error, state.Time.GetUtcNow());
            }
        }
    }

    private bool Change(ScanState needed, Action change)
    {
        lock (_gate)
        {
            if (_scanState != needed)
            {
                return false;
            }

            change();
            return true;
        }
    }

    private void StopAxis(string device)
    {
        try
        {
            (state.Find(device) as IMovableDriver)?.Stop();
        }
        catch (DriverFault)
        {
            // The daemon ignores axes that cannot stop, too.
        }
    }
}
