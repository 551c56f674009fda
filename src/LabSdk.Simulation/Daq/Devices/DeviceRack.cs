namespace LabSdk.Simulation.Daq;

/// <summary>Builds the devices that a daemon with given options has.</summary>
internal static class DeviceRack
{
    private const double BenchSpeed = 200;
    private const double AccelerationPerSpeed = 20;
    private const double FreeRunningFramesPerSecond = 500;
    private const double BenchFramesPerSecond = 30;

    public static IReadOnlyList<SimulatedDevice> Build(SimulatedDaemonOptions options, Func<string, NoiseSource> noise)
    {
        var quirks = options.EffectiveQuirks;
        var time = options.Time;
        var instant = options.Profile == SimulatedDaemonProfile.Faithful;
        var stageBehaviour = new StageBehaviour(
            EnforcesLimits: !quirks.LimitsNotEnforced,
            CanStop: !quirks.StopUnsupported,
            BlocksDuringMotion: quirks.MovesBlock,
            Dynamics: Dynamics(options));
        var camera = new CameraBehaviour(
            options.FrameWidth,
            options.FrameHeight,
            options.FrameRate ?? (quirks.CameraRunsFree ? FreeRunningFramesPerSecond : BenchFramesPerSecond),
            ExposureLimitsRate: options.FrameRate is null && !quirks.CameraRunsFree,
            options.DistinctFrames);
        var stage = new MockStage("mock_stage", "Mock Stage", time, stageBehaviour);
        List<SimulatedDevice> devices =
        [
            stage,
            new MockPowerMeter(noise("mock_power_meter"), quirks.PowerMeterNoiseFloor),
            new MockCamera(time, camera),
        ];
        if (options.HasExtraDevices)
        {
            var second = new MockStage("mock_stage_y", "Mock Stage Y", time, stageBehaviour);
            devices.Add(second);
            devices.Add(new PeakDetector(noise("peak_detector"), stage, second));
            devices.Add(new MockLaser(time, instant));
            devices.Add(new MockRotator(time, instant));
            devices.Add(new MockDaqOutput());
        }

        return quirks.UnstableDeviceOrder ? Shuffle(devices, noise("device_order")) : devices;
    }

    private static AxisDynamics? Dynamics(SimulatedDaemonOptions options)
    {
        if (options.Profile == SimulatedDaemonProfile.Faithful && options.StageSpeed is null)
        {
            return null;
        }

        var speed = options.StageSpeed ?? BenchSpeed;
        return new AxisDynamics(speed, options.StageAcceleration ?? (AccelerationPerSpeed * speed), TimeSpan.FromMilliseconds(5));
    }

    private static List<SimulatedDevice> Shuffle(List<SimulatedDevice> devices, NoiseSource noise)
    {
        for (var last = devices.Count - 1; last > 0; last--)
        {
            var other = (int)(noise.Next() * (last + 1));
            (devices[last], devices[other]) = (devices[other], devices[last]);
        }

        return devices;
    }
}
