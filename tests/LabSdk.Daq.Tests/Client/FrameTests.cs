using Grpc.Core;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq.Tests.Client;

public class FrameTests
{
    [Fact]
    public async Task Frames_arrive_unpacked_with_gaps_counted()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = async (_, stream, context) =>
        {
            foreach (var number in new ulong[] { 1, 2, 5, 1 })
            {
                await stream.WriteAsync(FrameMaker.Make(number, number == 2 ? CompressionType.CompressionNone : CompressionType.CompressionLz4));
            }

            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var client = await daemon.ConnectAsync();
        var frames = await TakeAsync(client, 4, new FrameOptions { BufferedFrames = 16 });
        Assert.Equal([1ul, 2, 5, 1], frames.Select(frame => frame.Number));
        Assert.Equal([0ul, 0, 2, 0], frames.Select(frame => frame.LostBefore));
        Assert.All(frames, frame => Assert.All(frame.ToArray(), pixel => Assert.Equal(frame.Number, pixel)));
        Assert.Equal((4, 3, PixelFormat.U16LittleEndian, TimeSpan.FromMilliseconds(33)), (frames[0].Width, frames[0].Height, frames[0].Format, frames[0].Exposure!.Value));
        Assert.Equal(new DaqFrameMetrics(10, 1, 1, TimeSpan.FromMilliseconds(2)), client.Hardware.GetFrameMetrics("mock_camera"));
    }

    [Fact]
    public async Task Camera_is_started_by_us_and_stopped_by_us_after_the_call_has_ended()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = StreamForEver;
        await using var client = await daemon.ConnectAsync();
        await TakeAsync(client, 3);
        var log = daemon.Hardware.Log.Where(entry => entry.Contains("Stream", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["StartStream", "StopStream", "StreamFrames Full 0", "StreamFrames-ended"], log.Order(StringComparer.Ordinal));
        Assert.Equal("StopStream", log[^1]);
    }

    [Fact]
    public async Task Camera_that_ran_before_is_left_running_and_listening_alone_starts_nothing()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = StreamForEver;
        daemon.Hardware.OnStartStream = _ => new StartStreamResponse { Success = true, ErrorMessage = "Already streaming" };
        await using var client = await daemon.ConnectAsync();
        await TakeAsync(client, 2);
        Assert.Equal(0, daemon.Hardware.Count("StopStream"));
        await TakeAsync(client, 2, new FrameOptions { StartIfStopped = false });
        Assert.Equal((1, 0), (daemon.Hardware.Count("StartStream"), daemon.Hardware.Count("StopStream")));
    }

    [Fact]
    public async Task Readers_of_one_camera_share_one_stream_and_one_leaving_does_not_end_the_other()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = StreamForEver;
        await using var client = await daemon.ConnectAsync();
        await using var first = client.StreamFramesAsync("mock_camera").GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync());
        first.Current.Dispose();
        await TakeAsync(client, 3);
        Assert.Equal(1, daemon.Hardware.Count("StreamFrames"));
        Assert.Equal(0, daemon.Hardware.Count("StopStream"));
        Assert.True(await first.MoveNextAsync());
        Assert.True(first.Current.HasPixels);
        await TakeAsync(client, 1, new FrameOptions { Quality = FrameQuality.Fast, MaxFramesPerSecond = 5 });
        Assert.Equal(1, daemon.Hardware.Count("StreamFrames Fast 5"));
    }

    [Fact]
    public async Task Slow_reader_gets_the_newest_frames_and_the_count_of_the_dropped()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var allSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.Hardware.OnFrames = async (_, stream, context) =>
        {
            for (ulong number = 1; number <= 50; number++)
            {
                await stream.WriteAsync(FrameMaker.Make(number));
            }

            allSent.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var client = await daemon.ConnectAsync();
        await using var reader = client.StreamFramesAsync("mock_camera", new FrameOptions { BufferedFrames = 2 }).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        var (last, lost) = (reader.Current.Number, 0ul);
        await allSent.Task;
        while (last < 50)
        {
            Assert.True(await reader.MoveNextAsync());
            Assert.Equal(last + reader.Current.LostBefore + 1, reader.Current.Number);
            (last, lost) = (reader.Current.Number, lost + reader.Current.LostBefore);
            reader.Current.Dispose();
        }

        Assert.Equal(50ul, last);
    }

    [Fact]
    public async Task Frames_left_out_by_the_asked_rate_are_not_called_lost()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = async (_, stream, context) =>
        {
            await stream.WriteAsync(FrameMaker.Make(1));
            await stream.WriteAsync(FrameMaker.Make(9));
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var client = await daemon.ConnectAsync();
        var frames = await TakeAsync(client, 2, new FrameOptions { MaxFramesPerSecond = 10, BufferedFrames = 8 });
        Assert.Equal([0ul, 0], frames.Select(frame => frame.LostBefore));
    }

    [Fact]
    public async Task Pixels_can_be_left_out()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = StreamForEver;
        await using var client = await daemon.ConnectAsync();
        var frames = await TakeAsync(client, 2, new FrameOptions { IncludePixels = false });
        Assert.All(frames, frame => Assert.False(frame.HasPixels));
    }

    [Fact]
    public async Task Silent_camera_is_an_error_after_the_limit()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = (_, _, context) => Task.Delay(Timeout.Infinite, context.CancellationToken);
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqTimeoutException>(() => TakeAsync(client, 1, new FrameOptions { FrameTimeout = TimeSpan.FromMilliseconds(200), StartIfStopped = false }));
        Assert.Equal(DaqErrorIds.NoFrames, error.ErrorId);
        Assert.Contains("start", error.Hint, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Device_without_frames_costs_no_stream_slot()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        await Assert.ThrowsAsync<NotSupportedByDeviceException>(async () => await client.StreamFramesAsync("mock_stage").GetAsyncEnumerator().MoveNextAsync());
        await Assert.ThrowsAsync<DeviceException>(async () => await client.StreamFramesAsync("camera_0").GetAsyncEnumerator().MoveNextAsync());
        Assert.Equal(0, daemon.Hardware.Count("StreamFrames"));
    }

    [Fact]
    public async Task Broken_frame_ends_the_stream_with_a_protocol_error()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = async (_, stream, _) =>
        {
            var broken = FrameMaker.Make(1);
            broken.UncompressedSize = 1_000_000_000;
            await stream.WriteAsync(broken);
        };
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<ProtocolException>(() => TakeAsync(client, 1));
        Assert.Equal(DaqErrorIds.MalformedFrame, error.ErrorId);
    }

    [Fact]
    public async Task Fourth_stream_is_refused_with_advice_and_the_camera_is_not_left_running()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = (_, _, _) => throw ScriptedDaemon.Error(StatusCode.ResourceExhausted, "Maximum concurrent streams (3) exceeded for client 127.0.0.1");
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqDeviceException>(() => TakeAsync(client, 1));
        Assert.Equal(DaqErrorIds.LimitReached, error.ErrorId);
        Assert.Equal(daemon.Hardware.Count("StartStream"), daemon.Hardware.Count("StopStream"));
    }

    [Fact]
    public async Task Snapshot_gives_one_frame()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = StreamForEver;
        await using var client = await daemon.ConnectAsync();
        using var frame = await (await client.Devices.GetCameraAsync("mock_camera")).SnapshotAsync();
        Assert.True(frame.HasPixels);
        Assert.Equal(1, daemon.Hardware.Count("StopStream"));
    }

    [Fact]
    public async Task Disposing_the_client_ends_the_streams_and_stops_the_camera()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = StreamForEver;
        var client = await daemon.ConnectAsync();
        var reader = client.StreamFramesAsync("mock_camera").GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        await client.DisposeAsync();
        Assert.Equal(1, daemon.Hardware.Count("StopStream"));
        var ended = await Record.ExceptionAsync(async () =>
        {
            while (await reader.MoveNextAsync())
            {
                reader.Current.Dispose();
            }
        });
        Assert.True(ended is null or OperationCanceledException or LabException, ended?.ToString());
        await reader.DisposeAsync();
    }

    private static async Task StreamForEver(StreamFramesRequest request, IServerStreamWriter<FrameData> stream, ServerCallContext context)
    {
        for (ulong number = 1; !context.CancellationToken.IsCancellationRequested; number++)
        {
            await stream.WriteAsync(FrameMaker.Make(number));
            await Task.Delay(5, context.CancellationToken);
        }
    }

    private static async Task<List<Frame>> TakeAsync(DaqClient client, int count, FrameOptions? options = null)
    {
        var frames = new List<Frame>();
        await foreach (var frame in client.StreamFramesAsync("mock_camera", (options ?? new FrameOptions()) with { MaxFrames = count }))
        {
            frames.Add(frame);
        }

        return frames;
    }
}
