namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Carries out one point of a scan: move, settle, dwell, trigger, read.</summary>
internal sealed class ScanPointRunner(DaemonState state, ScanConfig config)
{
    private readonly ITriggerableDriver? _camera =
        config.HasCameraDeviceId ? state.Find(config.CameraDeviceId) as ITriggerableDriver : null;

    public void Prepare()
    {
        if (config.ArmCamera)
        {
            _camera?.Arm();
        }
    }

    public async Task RunAsync(double[] point, ScanProgress progress, CancellationToken cancellationToken)
    {
        for (var index = 0; index < point.Length; index++)
        {
            var axis = config.Axes[index].DeviceId;
            var movable = (IMovableDriver)state.Find(axis)!;
            await movable.MoveAbsoluteAsync(point[index], cancellationToken).ConfigureAwait(false);
            await movable.WaitSettledAsync(cancellationToken).ConfigureAwait(false);
            progress.AxisPositions[axis] = point[index];
        }

        // The daemon cuts the dwell time to whole milliseconds.
        var dwell = TimeSpan.FromMilliseconds(Math.Floor(Math.Max(0, config.DwellTimeMs)));
        await Task.Delay(dwell, state.Time, cancellationToken).ConfigureAwait(false);
        for (var trigger = 0u; trigger < Math.Max(1, config.TriggersPerPoint); trigger++)
        {
            if (_camera is not null)
            {
                await _camera.TriggerAsync(cancellationToken).ConfigureAwait(false);
            }

            Read(trigger, progress);
        }

        progress.TimestampNs = state.Time.Nanoseconds();
    }

    private void Read(uint trigger, ScanProgress progress)
    {
        foreach (var id in config.AcquireDeviceIds)
        {
            if (state.Find(id) is IReadableDriver readable)
            {
                progress.DataPoints.Add(new ScanDataPoint
                {
                    DeviceId = id, Value = readable.Read(), TimestampNs = state.Time.Nanoseconds(), TriggerIndex = trigger,
                });
            }
        }
    }
}
