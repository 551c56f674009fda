using System.Runtime.CompilerServices;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Tests.Scans;

namespace LabSdk.Tests.Soft;

/// <summary>Device parts for labs that need no peer.</summary>
internal static class SoftDevices
{
    public static DeviceDescription Describe(string id, string category, params string[] capabilities) =>
        new(id, $"Soft {id}", "daq", $"soft_{category}", category) { Capabilities = capabilities };

    public static DeviceParts Motor(SoftMotor motor) => new(Describe(motor.Id, "stage", "movable"))
    {
        Movable = motor,
        ReadState = async token => new DeviceState(motor.Id, DateTimeOffset.UnixEpoch, true) { Position = await motor.GetPositionAsync(token) },
    };

    public static DeviceParts Motor(string id = "stage") => Motor(new SoftMotor(id, -100, 100));

    public static DeviceParts Detector(SoftDetector detector) => new(Describe(detector.Id, "detector", "readable"))
    {
        Readable = detector,
        ReadState = _ => Task.FromResult(new DeviceState(detector.Id, DateTimeOffset.UnixEpoch, true) { Reading = 1.5e-6 }),
    };

    public static DeviceParts Detector(string id = "power") => Detector(new SoftDetector(id));

    public static DeviceParts Camera(SoftCamera camera) => new(Describe(camera.Id, "camera", "triggerable", "frame_producer", "exposure_controllable"))
    {
        Frames = camera,
        Trigger = camera,
        Exposure = new Setting<TimeSpan>(_ => Task.FromResult(camera.Exposure), (value, _) => Task.FromResult(camera.Exposure = value)),
        Acquisition = new Switching((_, _) => Task.FromResult(camera.IsOn = true), _ => Task.FromResult(camera.IsOn = false)),
        ReadState = _ => Task.FromResult(new DeviceState(camera.Id, DateTimeOffset.UnixEpoch, true) { IsStreaming = camera.IsOn, Exposure = camera.Exposure }),
    };

    public static DeviceParts Laser(string id = "laser")
    {
        var (wavelength, shutter, emission) = (800.0, false, false);
        return new(Describe(id, "laser", "readable", "shutter_controllable", "emission_controllable", "wavelength_tunable"))
        {
            Readable = new SoftDetector(id),
            Wavelength = new Setting<double>(_ => Task.FromResult(wavelength), (value, _) => Task.FromResult(wavelength = value)) { Limits = new(690, 1040) },
            Shutter = new Setting<bool>(_ => Task.FromResult(shutter), (value, _) => Task.FromResult(shutter = value)),
            Emission = new Setting<bool>(_ => Task.FromResult(emission), (value, _) => Task.FromResult(emission = value)),
            ReadState = _ => Task.FromResult(new DeviceState(id, DateTimeOffset.UnixEpoch, true) { Reading = 1 }),
        };
    }

    public static DeviceParts WithParameters(SoftParameters parameters, bool isSettable = false) =>
        new(Describe(parameters.Id, "other", isSettable ? "settable" : "parameterized"))
        {
            Parameters = parameters,
            IsSettable = isSettable,
            ReadState = _ => Task.FromResult(new DeviceState(parameters.Id, DateTimeOffset.UnixEpoch, true)),
        };
}

/// <summary>A camera that gives numbered ramps.</summary>
internal sealed class SoftCamera(string id = "camera") : IFrameSource, ITriggerable
{
    public string Id => id;

    public DeviceDescription Description => SoftDevices.Describe(id, "camera");

    public int FrameWidth => 4;

    public int FrameHeight => 2;

    public TimeSpan Exposure { get; set; } = TimeSpan.FromMilliseconds(33);

    public bool IsOn { get; set; }

    public int EndsAfter { get; init; } = int.MaxValue;

    public async IAsyncEnumerable<Frame> FramesAsync(FrameOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var count = Math.Min(options is { MaxFrames: > 0 } ? options.MaxFrames : int.MaxValue, EndsAfter);
        for (var number = 1; number <= count; number++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Frame(id, 4, 2, Devices.PixelFormat.U16LittleEndian, Enumerable.Range(0, 16).Select(i => (byte)(i * number)).ToArray()) { Number = (ulong)number };
        }
    }

    public ValueTask ArmAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask<DateTimeOffset> TriggerAsync(CancellationToken cancellationToken = default) => new(DateTimeOffset.UnixEpoch);
}
