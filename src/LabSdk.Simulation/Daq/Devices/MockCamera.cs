using System.Runtime.InteropServices;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>What a simulated camera delivers: frame size, pace and how many different frames it draws (0 = every one anew).</summary>
internal sealed record CameraBehaviour(int Width, int Height, double FramesPerSecond, bool ExposureLimitsRate, int DistinctFrames);

/// <summary>The mock camera with its animated test pattern.</summary>
internal sealed class MockCamera : SimulatedDevice, ITriggerableDriver, IFrameDriver, IExposureDriver, IStageableDriver
{
    private static readonly TimeSpan TriggerTime = TimeSpan.FromMilliseconds(33);
    private readonly TimeProvider _time;
    private readonly CameraBehaviour _behaviour;
    private readonly FrameLoop _loop;
    private readonly FramePayloads?[] _cache;
    private readonly FloatParameter _exposure;
    private readonly BoolParameter _armed;
    private readonly BoolParameter _streaming;
    private readonly BoolParameter _staged;
    private ulong _frameCount;

    public MockCamera(TimeProvider time, CameraBehaviour behaviour)
        : base("mock_camera", "Mock Camera", "mock_camera", DeviceCategory.Camera)
    {
        _time = time;
        _behaviour = behaviour;
        _loop = new FrameLoop(time, FrameInterval, Capture);
        _cache = new FramePayloads?[behaviour.DistinctFrames];
        _exposure = Add(new FloatParameter("exposure_s", "Exposure time", "s", 0.033, (0.001, 10)));
        _armed = Add(new BoolParameter("armed", "Ready for a trigger"));
        _streaming = Add(new BoolParameter("streaming", "Continuous acquisition is running") { Apply = SetStreaming });
        _staged = Add(new BoolParameter("staged", "Prepared for a run") { Apply = SetStaged });
    }

    public Broadcast<SimulatedFrame> Frames { get; } = new(queueLength: 16);

    public bool IsStreaming => _loop.IsRunning;

    public ulong FrameCount => Interlocked.Read(ref _frameCount);

    public bool IsArmed => _armed.Value;

    public double ExposureSeconds
    {
        get => _exposure.Value;
        set => _exposure.Set(value > 0 ? value : throw new DriverFault("MockCamera: Exposure must be positive"));
    }

    public override DeviceMetadata Describe() =>
        new() { FrameWidth = (uint)_behaviour.Width, FrameHeight = (uint)_behaviour.Height };

    public void Arm() => _armed.Store(true);

    public async Task TriggerAsync(CancellationToken cancellationToken)
    {
        if (!IsArmed)
        {
            throw new DriverFault("MockCamera: Cannot trigger - not armed");
        }

        // The daemon's mock counts a triggered frame but shows it to no listener.
        await Task.Delay(TriggerTime, _time, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _frameCount);
    }

    public bool StartStream(uint? frameCount)
    {
        if (!_loop.Start())
        {
            return false;
        }

        _streaming.Store(true);
        return true;
    }

    public void StopStream()
    {
        _loop.Stop();
        _streaming.Store(false);
    }

    public void Stage()
    {
        Interlocked.Exchange(ref _frameCount, 0);
        Arm();
        _staged.Store(true);
    }

    public void Unstage()
    {
        StopStream();
        _armed.Store(false);
        _staged.Store(false);
    }

    public override void Shutdown() => _loop.Stop();

    private void SetStreaming(bool on)
    {
        if (on)
        {
            _loop.Start();
        }
        else
        {
            _loop.Stop();
        }
    }

    private void SetStaged(bool on)
    {
        if (on)
        {
            Interlocked.Exchange(ref _frameCount, 0);
            Arm();
        }
        else
        {
            StopStream();
            _armed.Store(false);
        }
    }

    private TimeSpan FrameInterval()
    {
        var interval = 1 / _behaviour.FramesPerSecond;
        return TimeSpan.FromSeconds(_behaviour.ExposureLimitsRate ? Math.Max(interval, _exposure.Value) : interval);
    }

    private void Capture()
    {
        var number = Interlocked.Increment(ref _frameCount);
        if (Frames.SubscriberCount > 0)
        {
            var frame = new SimulatedFrame(
                number, _time.Nanoseconds(), _behaviour.Width, _behaviour.Height, _exposure.Value * 1000, Payloads(number));
            Frames.Publish(frame);
        }
    }

    private FramePayloads Payloads(ulong number)
    {
        if (_cache.Length == 0)
        {
            return Draw(number);
        }

        var index = (int)((number - 1) % (ulong)_cache.Length);
        return _cache[index] ??= Draw((ulong)index + 1);
    }

    private FramePayloads Draw(ulong number)
    {
        var pixels = GC.AllocateUninitializedArray<byte>(_behaviour.Width * _behaviour.Height * sizeof(ushort));
        TestPattern.Draw(MemoryMarshal.Cast<byte, ushort>(pixels.AsSpan()), _behaviour.Width, _behaviour.Height, number);
        return new FramePayloads(pixels, _behaviour.Width, _behaviour.Height);
    }
}
