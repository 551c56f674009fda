using LabSdk.Devices;
using LabSdk.Tests.Soft;

namespace LabSdk.Tests.Labs;

public sealed class CameraTests : IDisposable
{
    private readonly SoftCamera _soft = new();
    private readonly Lab _lab;
    private readonly Camera _camera;

    public CameraTests()
    {
        _lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Camera(_soft), SoftDevices.Camera(new SoftCamera("ends") { EndsAfter = 0 })));
        _camera = _lab.Camera("camera");
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void A_snapshot_may_be_kept_and_is_the_latest_frame()
    {
        Assert.Null(_camera.LatestFrame);

        var frame = _camera.Snapshot();

        Assert.Equal((4, 2, 1UL), (frame.Width, frame.Height, frame.Number));
        Assert.Same(frame, _camera.LatestFrame);
    }

    [Fact]
    public void Frames_of_a_plain_loop_may_be_kept()
    {
        var frames = _camera.Frames(new FrameOptions { MaxFrames = 3 }).ToArray();

        Assert.Equal([1UL, 2, 3], frames.Select(frame => frame.Number));
        Assert.Equal([1, 2, 3], frames.Select(frame => frame.Pixels.Span[1]).Select(value => (int)value));
    }

    [Fact]
    public void Leaving_the_loop_ends_the_stream()
    {
        foreach (var frame in _camera.Frames())
        {
            if (frame.Number == 2)
            {
                break;
            }
        }

        Assert.Equal(2UL, _camera.LatestFrame!.Number);
    }

    [Fact]
    public void A_stream_that_ends_before_the_first_frame_is_an_error()
    {
        var error = Assert.Throws<DeviceException>(() => _lab.Camera("ends").Snapshot());

        Assert.StartsWith("'ends' ended its stream before the first frame.", error.Message);
    }

    [Fact]
    public void Exposure_is_a_duration()
    {
        _camera.Exposure = TimeSpan.FromMilliseconds(20);

        Assert.Equal(TimeSpan.FromMilliseconds(20), _camera.Exposure);
        Assert.Throws<ArgumentOutOfRangeException>(() => _camera.Exposure = TimeSpan.Zero);
    }

    [Fact]
    public void Start_and_stop_switch_the_stream()
    {
        _camera.Start();
        Assert.True(_camera.IsStreaming);

        _camera.Stop();
        Assert.False(_camera.IsStreaming);
    }
}
