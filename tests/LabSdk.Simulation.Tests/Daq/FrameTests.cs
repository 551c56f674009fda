using System.Buffers;
using System.Runtime.InteropServices;
using Grpc.Core;
using LabSdk.Grpc;
using LabSdk.Simulation.Daq;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class FrameTests
{
    [Fact]
    public async Task Frame_holds_the_test_pattern_of_its_number()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        using var stream = await ListenAsync(lab, new StreamFramesRequest { DeviceId = "mock_camera" });
        await StartAsync(lab);
        var frame = await NextAsync(stream, lab);
        Assert.Equal((640u, 480u, 16u), (frame.Width, frame.Height, frame.BitDepth));
        Assert.Equal(CompressionType.CompressionLz4, frame.Compression);
        Assert.Equal(33, frame.ExposureMs);
        Assert.False(frame.HasTemperatureC);
        var pixels = Unpack(frame);
        Assert.Equal(640u * 480 * 2, frame.UncompressedSize);
        for (var spot = 0; spot < pixels.Length; spot += 997)
        {
            Assert.Equal(SlowTestPattern.Pixel(spot % 640, spot / 640, 640, 480, frame.FrameNumber), pixels[spot]);
        }
    }

    [Fact]
    public async Task Frames_count_on_over_stop_and_start_and_metrics_count_what_was_sent()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        using var stream = await ListenAsync(lab, new StreamFramesRequest { DeviceId = "mock_camera" });
        Assert.Equal("", (await StartAsync(lab)).ErrorMessage);
        Assert.Equal("Already streaming", (await StartAsync(lab)).ErrorMessage);
        var first = await NextAsync(stream, lab);
        Assert.Equal(1u, first.FrameNumber);
        Assert.Equal(1u, first.Metrics.FramesSent);
        var stopped = await lab.Hardware.StopStreamAsync(new StopStreamRequest { DeviceId = "mock_camera" });
        await StartAsync(lab);
        FrameData later;
        do
        {
            later = await NextAsync(stream, lab);
        }
        while (later.FrameNumber <= stopped.FramesCaptured);

        Assert.Equal(stopped.FramesCaptured + 1, later.FrameNumber);
        Assert.True(later.Metrics.CurrentFps >= 2);
    }

    [Theory]
    [InlineData(nameof(StreamQuality.Preview), 2)]
    [InlineData(nameof(StreamQuality.Fast), 4)]
    public async Task Lower_quality_is_the_mean_of_blocks(string quality, int factor)
    {
        await using var lab = await DaemonFixture.BenchAsync();
        using var stream = await ListenAsync(lab, new StreamFramesRequest { DeviceId = "mock_camera", Quality = Enum.Parse<StreamQuality>(quality) });
        await StartAsync(lab);
        var frame = await NextAsync(stream, lab);
        Assert.Equal((640u / (uint)factor, 480u / (uint)factor), (frame.Width, frame.Height));
        var pixels = Unpack(frame);
        var sum = 0;
        for (var index = 0; index < factor * factor; index++)
        {
            sum += SlowTestPattern.Pixel((20 * factor) + (index % factor), (70 * factor) + (index / factor), 640, 480, frame.FrameNumber);
        }

        Assert.Equal(sum / (factor * factor), pixels[(70 * (int)frame.Width) + 20]);
    }

    [Fact]
    public async Task Camera_free_runs_when_the_quirk_is_on_and_rate_limits_drop_frames()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var stream = await ListenAsync(lab, new StreamFramesRequest { DeviceId = "mock_camera", MaxFps = 20 });
        await StartAsync(lab);
        var first = await NextAsync(stream, lab);
        var last = first;
        for (var count = 0; count < 4; count++)
        {
            last = await NextAsync(stream, lab);
        }

        // Frames are let through 50 ms apart, so the fifth cannot be here sooner than 200 ms after the first was captured.
        Assert.True(TimeProvider.System.Nanoseconds() - first.TimestampNs >= 200_000_000, "at most 20 frames per second");
        Assert.True(last.FrameNumber > first.FrameNumber + 4, "the camera runs faster than the stream");
        Assert.True(last.Metrics.FramesDropped > 0);
    }

    [Fact]
    public async Task Fourth_stream_of_a_client_is_refused_and_a_left_one_makes_room()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await StartAsync(lab);
        var request = new StreamFramesRequest { DeviceId = "mock_camera", MaxFps = 10 };
        using var patience = new CancellationTokenSource();
        using var leaving = lab.Hardware.StreamFrames(request, cancellationToken: patience.Token);
        await leaving.ResponseHeadersAsync;
        using var second = await ListenAsync(lab, request);
        using var third = await ListenAsync(lab, request);
        await DaemonFixture.RefusedAsync(
            StatusCode.ResourceExhausted, "Maximum concurrent streams (3) exceeded for client 127.0.0.1", () => RefuseAsync(lab, request));
        await patience.CancelAsync();
        using var again = await ListenWhenFreeAsync(lab, request);
        Assert.True(await again.ResponseStream.MoveNext(lab.Limit));
    }

    [Fact]
    public async Task Slot_of_a_client_that_left_a_stopped_camera_stays_taken_until_frames_flow()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var request = new StreamFramesRequest { DeviceId = "mock_camera" };
        using (var patience = new CancellationTokenSource())
        {
            using var leaving = lab.Hardware.StreamFrames(request, cancellationToken: patience.Token);
            await leaving.ResponseHeadersAsync;
            await patience.CancelAsync();
            await DaemonFixture.RefusedAsync(StatusCode.Cancelled, () => leaving.ResponseStream.MoveNext(CancellationToken.None));
        }

        Assert.Equal(1, lab.Daemon.State.FrameSlots.Taken("127.0.0.1"));
        await StartAsync(lab);
        while (lab.Daemon.State.FrameSlots.Taken("127.0.0.1") > 0)
        {
            await Task.Delay(1, lab.Limit);
        }
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 0)]
    public async Task Refused_streams_lose_their_slot_only_with_the_quirk(bool leaks, int taken)
    {
        await using var lab = await DaemonFixture.FaithfulAsync(
            options => options.Quirks = DaemonQuirks.All with { FrameSlotsLeak = leaks });
        for (var count = 0; count < 3; count++)
        {
            await DaemonFixture.RefusedAsync(
                StatusCode.NotFound,
                "Device 'mock_stage' not found or not a frame producer",
                () => RefuseAsync(lab, new StreamFramesRequest { DeviceId = "mock_stage" }));
        }

        Assert.Equal(taken, lab.Daemon.State.FrameSlots.Taken("127.0.0.1"));
    }

    [Fact]
    public async Task Wrong_size_fault_lies_about_the_pixels()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        lab.Daemon.Faults.On("StreamFrames", Fault.WrongUncompressedSize);
        using var stream = await ListenAsync(lab, new StreamFramesRequest { DeviceId = "mock_camera" });
        await StartAsync(lab);
        Assert.Equal((640u * 480 * 2) + 1, (await NextAsync(stream, lab)).UncompressedSize);
    }

    [Fact]
    public async Task Big_frames_repeat_from_a_small_store()
    {
        await using var lab = await DaemonFixture.BenchAsync(options =>
            (options.FrameWidth, options.FrameHeight, options.FrameRate, options.DistinctFrames) = (2048, 2048, 200, 2));
        await using var channel = GrpcChannel.Create(lab.Daemon.Address);
        var hardware = new HardwareService.HardwareServiceClient(channel.CreateCallInvoker());
        using var stream = hardware.StreamFrames(new StreamFramesRequest { DeviceId = "mock_camera" }, cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        await StartAsync(lab);
        for (var count = 0; count < 5; count++)
        {
            var frame = await NextAsync(stream, lab);
            var shown = ((frame.FrameNumber - 1) % 2) + 1;
            Assert.Equal(SlowTestPattern.Pixel(900, 700, 2048, 2048, shown), Unpack(frame)[(700 * 2048) + 900]);
        }
    }

    private static ushort[] Unpack(FrameData frame)
    {
        var bytes = Lz4Block.DecodePrefixed(new ReadOnlySequence<byte>(frame.Data.Memory), 16 * 1024 * 1024);
        return MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()).ToArray();
    }

    private static Task<StartStreamResponse> StartAsync(DaemonFixture lab) =>
        lab.Hardware.StartStreamAsync(new StartStreamRequest { DeviceId = "mock_camera" }).ResponseAsync;

    private static async Task<AsyncServerStreamingCall<FrameData>> ListenAsync(DaemonFixture lab, StreamFramesRequest request)
    {
        var stream = lab.Hardware.StreamFrames(request, cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        return stream;
    }

    private static async Task RefuseAsync(DaemonFixture lab, StreamFramesRequest request)
    {
        using var stream = lab.Hardware.StreamFrames(request, cancellationToken: lab.Limit);
        await stream.ResponseStream.MoveNext(lab.Limit);
    }

    private static async Task<AsyncServerStreamingCall<FrameData>> ListenWhenFreeAsync(DaemonFixture lab, StreamFramesRequest request)
    {
        while (lab.Daemon.State.FrameSlots.Taken("127.0.0.1") >= FrameSlots.Limit)
        {
            await Task.Delay(1, lab.Limit);
        }

        var stream = lab.Hardware.StreamFrames(request, cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        return stream;
    }

    private static async Task<FrameData> NextAsync(AsyncServerStreamingCall<FrameData> stream, DaemonFixture lab)
    {
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        return stream.ResponseStream.Current;
    }
}
