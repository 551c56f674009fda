namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The run engine of the daemon: a queue, one run at a time, pause, abort and halt.</summary>
internal sealed class RunEngine(DaemonState state)
{
    private readonly Lock _gate = new();
    private readonly List<QueuedRun> _queue = [];
    private EngineState _engineState = EngineState.EngineIdle;
    private QueuedRun? _current;
    private DateTimeOffset _runStarted;
    private bool _pauseRequested;
    private volatile bool _abortRequested;
    private TaskCompletionSource? _resume;
    private TaskCompletionSource? _statusHeld;

    /// <summary>Live only; a slow subscriber loses documents beyond 1024.</summary>
    public Broadcast<Document> Documents { get; } = new(queueLength: 1024);

    public bool AbortRequested => _abortRequested;

    /// <summary>Adds a run and returns its place in the queue, 1 being next.</summary>
    public int Enqueue(QueuedRun run)
    {
        lock (_gate)
        {
            _queue.Add(run);
            return _queue.Count;
        }
    }

    /// <summary>Runs the next plan; returns when it has ended, however it ended.</summary>
    public async Task StartAsync(CancellationToken callerLeft)
    {
        var run = TakeNext();
        var runner = new PlanRunner(state, this, run);
        if (state.Quirks.CancelledStartEngineWedgesEngine)
        {
            // The run lives inside the call: when the caller leaves it stops half-way and the state stays "running".
            await runner.RunAsync(callerLeft).ConfigureAwait(false);
            Finish();
            return;
        }

        await RunDetachedAsync(runner).WaitAsync(callerLeft).ConfigureAwait(false);
    }

    public void Pause()
    {
        lock (_gate)
        {
            Require(EngineState.EngineRunning, "pause");
            _pauseRequested = true;
        }
    }

    public void Resume()
    {
        lock (_gate)
        {
            Require(EngineState.EnginePaused, "resume");
            _engineState = EngineState.EngineRunning;
            _pauseRequested = false;
            _resume?.TrySetResult();
        }
    }

    public void Abort(string runUid)
    {
        lock (_gate)
        {
            if (runUid.Length > 0 && runUid != _current?.Uid)
            {
                if (_queue.RemoveAll(run => run.Uid == runUid) == 0)
                {
                    throw new EngineRefusedException($"Run '{runUid}' not found (not current and not queued)");
                }

                return;
            }

            if (_engineState is not (EngineState.EngineRunning or EngineState.EnginePaused))
            {
                throw new EngineRefusedException($"Cannot abort: engine is {Name(_engineState)}");
            }

            BeginAbort();
        }
    }

    public void Halt()
    {
        lock (_gate)
        {
            if (_current is not null || state.Quirks.HaltWhenIdleWedgesEngine)
            {
                BeginAbort();
            }
        }
    }

    public async Task<EngineStatus> StatusAsync(CancellationToken cancellationToken)
    {
        Task? held;
        lock (_gate)
        {
            held = state.Quirks.CameraDetectorHangsEngine ? _statusHeld?.Task : null;
        }

        if (held is not null)
        {
            await held.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            var status = new EngineStatus { State = _engineState, QueuedPlans = (uint)_queue.Count };
            if (_current is not null)
            {
                status.RunStartNs = UnixTime.Nanoseconds(_runStarted);
                status.ElapsedNs = (state.Time.GetUtcNow() - _runStarted).Nanoseconds();
            }

            return status;
        }
    }

    /// <summary>Pauses here when asked to; false when the run was aborted meanwhile.</summary>
    public async Task<bool> CheckpointAsync(CancellationToken cancellationToken)
    {
        Task resumed;
        lock (_gate)
        {
            if (!_pauseRequested || _abortRequested)
            {
                return true;
            }

            _engineState = EngineState.EnginePaused;
            _resume = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            resumed = _resume.Task;
        }

        await resumed.WaitAsync(cancellationToken).ConfigureAwait(false);
        return !_abortRequested;
    }

    /// <summary>Lets status calls wait until the result is disposed.</summary>
    public IDisposable HoldStatus()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _statusHeld = held;
        }

        return new StatusHold(this, held);
    }

    private static string Name(EngineState engineState) => engineState switch
    {
        EngineState.EngineIdle => "idle",
        EngineState.EngineRunning => "running",
        EngineState.EnginePaused => "paused",
        _ => "aborting",
    };

    private QueuedRun TakeNext()
    {
        lock (_gate)
        {
            Require(EngineState.EngineIdle, "start");
            if (_queue.Count == 0)
            {
                throw new EngineRefusedException("No plans in queue");
            }

            _current = _queue[0];
            _queue.RemoveAt(0);
            _engineState = EngineState.EngineRunning;
            _runStarted = state.Time.GetUtcNow();
            return _current;
        }
    }

    private async Task RunDetachedAsync(PlanRunner runner)
    {
        try
        {
            await runner.RunAsync(state.Ended).ConfigureAwait(false);
        }
        finally
        {
            Finish();
        }
    }

    private void Finish()
    {
        lock (_gate)
        {
            _current = null;
            _pauseRequested = false;
            _abortRequested = false;
            _engineState = EngineState.EngineIdle;
        }
    }

    private void BeginAbort()
    {
        _abortRequested = true;
        _engineState = EngineState.EngineAborting;
        _resume?.TrySetResult();
    }

    private void Require(EngineState needed, string action)
    {
        if (_engineState != needed)
        {
            throw new EngineRefusedException($"Cannot {action}: engine is {Name(_engineState)}");
        }
    }

    private sealed class StatusHold(RunEngine engine, TaskCompletionSource held) : IDisposable
    {
        public void Dispose()
        {
            lock (engine._gate)
            {
                engine._statusHeld = null;
            }

            held.TrySetResult();
        }
    }
}
