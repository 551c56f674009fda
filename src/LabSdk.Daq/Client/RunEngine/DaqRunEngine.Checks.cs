namespace LabSdk.Daq;

public sealed partial class DaqRunEngine
{
    /// <summary>A camera in a plan that gives no frames hangs the engine for ever, so it is refused before.</summary>
    private async Task RefuseStandingCamerasAsync(DaqPlan plan, CancellationToken cancellationToken)
    {
        foreach (var deviceId in plan.Devices.Values.Distinct(StringComparer.Ordinal))
        {
            var device = await _hardware.Catalog.FindAsync(deviceId, cancellationToken).ConfigureAwait(false);
            if (!device.Can(DaqCapabilities.FrameProducer))
            {
                continue;
            }

            var state = await _hardware.GetDeviceStateAsync(deviceId, cancellationToken).ConfigureAwait(false);
            if (state.IsStreaming != true)
            {
                throw Refusal(
                    DaqErrorIds.CameraNotStreaming, $"Camera '{deviceId}' of the plan gives no frames: the daemon's engine would hang, and its status with it.",
                    "Start the camera first (StartStreamAsync).");
            }
        }
    }

    /// <summary>Tells an engine that is busy from one that hangs.</summary>
    private async Task RequireIdleAsync(CancellationToken cancellationToken)
    {
        var status = await GetEngineStatusAsync(cancellationToken).ConfigureAwait(false);
        if (status.State is DaqEngineState.Idle or DaqEngineState.Unspecified)
        {
            return;
        }

        if (LooksWedged(status))
        {
            await Task.Delay(WedgePatience, _connection.Time, cancellationToken).ConfigureAwait(false);
            status = await GetEngineStatusAsync(cancellationToken).ConfigureAwait(false);
            if (status.State == DaqEngineState.Idle)
            {
                return;
            }

            if (LooksWedged(status))
            {
                throw Refusal(
                    DaqErrorIds.EngineWedged, $"The run engine hangs in state {status.State.ToString().ToLowerInvariant()} without a run.",
                    "There is no way back from here but to restart the daemon.");
            }
        }

        throw Refusal(
            DaqErrorIds.WrongState, $"The run engine is {status.State.ToString().ToLowerInvariant()}: one plan runs at a time.",
            "Wait for the run to end, or abort it.");
    }

    private static bool LooksWedged(DaqEngineStatus status) => status.State switch
    {
        DaqEngineState.Running => status.RunStarted is null,
        DaqEngineState.Aborting or DaqEngineState.Halted => true,
        _ => false,
    };

    /// <summary>The engine starts whatever is first in its queue; only our own plan may be that.</summary>
    private async Task RequireNextAsync(DaqQueuedPlan queued)
    {
        if (queued.QueuePosition <= 1)
        {
            return;
        }

        await AbortPlanAsync(queued.RunUid, CancellationToken.None).ConfigureAwait(false);
        throw Refusal(
            DaqErrorIds.WrongState, $"{queued.QueuePosition - 1} other plans wait in the daemon's queue and would run first; the plan was taken out again.",
            "Run or abort the queued plans first.");
    }

    private DaqDeviceException Refusal(string errorId, string problem, string hint) =>
        new(errorId, problem, new DaqErrorDetails("RunEngineService.StartEngine", Grpc.GrpcStatusCode.OK, ""), hint) { Endpoint = _connection.Endpoint };
}
