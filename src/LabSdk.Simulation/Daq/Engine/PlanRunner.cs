namespace LabSdk.Simulation.Daq;

/// <summary>Carries out one plan, command by command, and sends its documents.</summary>
internal sealed class PlanRunner(DaemonState state, RunEngine engine, QueuedRun run)
{
    private static readonly TimeSpan WaitSlice = TimeSpan.FromMilliseconds(100);
    private readonly DocumentFactory _documents = new(state, run);
    private readonly Dictionary<string, double> _data = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _arrays = new(StringComparer.Ordinal);

    /// <summary>Runs to the end; only a cancelled token leaves without a stop document.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        engine.Documents.Publish(_documents.Start());
        engine.Documents.Publish(_documents.Descriptor());
        var (status, reason) = ("success", "");
        try
        {
            foreach (var step in run.Plan.Steps)
            {
                if (engine.AbortRequested)
                {
                    (status, reason) = ("abort", "User requested abort");
                    break;
                }

                if (!await ExecuteAsync(step, cancellationToken).ConfigureAwait(false))
                {
                    (status, reason) = ("abort", "User requested abort during pause");
                    break;
                }
            }
        }
        catch (DriverFault fault)
        {
            (status, reason) = ("fail", fault.Message);
        }

        engine.Documents.Publish(_documents.Stop(status, reason));
    }

    /// <summary>Carries out one command; false when it was aborted during a pause.</summary>
    private async Task<bool> ExecuteAsync(PlanStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case PlanStep.Move move when state.Find(move.Device) is IMovableDriver movable:
                await movable.MoveAbsoluteAsync(move.Position, cancellationToken).ConfigureAwait(false);
                await movable.WaitSettledAsync(cancellationToken).ConfigureAwait(false);
                return true;
            case PlanStep.Wait wait:
                await WaitAsync(TimeSpan.FromSeconds(wait.Seconds), cancellationToken).ConfigureAwait(false);
                return true;
            case PlanStep.Checkpoint:
                return await engine.CheckpointAsync(cancellationToken).ConfigureAwait(false);
            case PlanStep.Trigger trigger when state.Find(trigger.Device) is ITriggerableDriver triggerable:
                await triggerable.TriggerAsync(cancellationToken).ConfigureAwait(false);
                return true;
            case PlanStep.Read read:
                await ReadAsync(read.Device, cancellationToken).ConfigureAwait(false);
                return true;
            case PlanStep.Emit:
                engine.Documents.Publish(_documents.Event(_data, _arrays));
                _data.Clear();
                _arrays.Clear();
                return true;
            default:
                return true; // The daemon only logs what it cannot move or trigger.
        }
    }

    private async Task WaitAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var started = state.Time.GetTimestamp();
        while (!engine.AbortRequested)
        {
            var left = span - state.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(left < WaitSlice ? left : WaitSlice, state.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(string id, CancellationToken cancellationToken)
    {
        var device = state.Find(id);
        if (device is not IFrameDriver camera)
        {
            _data[id] = (device as IReadableDriver)?.Read() ?? 0;
            return;
        }

        if (!camera.IsStreaming && !state.Quirks.CameraDetectorHangsEngine)
        {
            throw new DriverFault($"Device '{id}' is not streaming");
        }

        // Without frames the daemon waits here for ever, and its status call waits with it.
        using var frames = camera.Frames.Subscribe();
        using var waiting = engine.HoldStatus();
        var frame = await frames.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        _arrays[id] = frame.Pixels;
    }
}
