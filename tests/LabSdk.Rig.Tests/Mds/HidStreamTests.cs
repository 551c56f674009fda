using System.Diagnostics;
using LabSdk.Mds;
using LabSdk.Mds.Transport;
using LabSdk.Rig.Tests.Support;

namespace LabSdk.Rig.Tests.Mds;

/// <summary>Streaming from a HID device of the kernel, through libhidapi and through hidraw.</summary>
public sealed class HidStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HidDriver.HidApi, StreamFraming.Length), InlineData(HidDriver.HidRaw, StreamFraming.Length)]
    [InlineData(HidDriver.HidApi, StreamFraming.Bare), InlineData(HidDriver.HidRaw, StreamFraming.Bare)]
    public async Task Thousands_of_chunks_arrive_intact(HidDriver driver, StreamFraming framing)
    {
        await using var bench = await UhidBench.PlugInAsync(UhidBench.Quiet with { Framing = framing, IsFast = true });
        await using var client = await bench.ConnectAsync(driver);
        var coredump = UhidBench.Coredump(120_000);
        bench.Device.Send(coredump);
        var chunks = LabSdk.Mds.Wire.ChunkWriter.Cut(coredump, framing == StreamFraming.Bare ? 63 : 61);

        var started = Stopwatch.GetTimestamp();
        var gathered = await client.CollectAsync(chunks.Count, TimeSpan.FromMinutes(2), Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"{gathered.Packets.Count} chunks in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");

        Assert.Null(gathered.Error);
        Assert.Equal((0, 0L), (bench.Device.WaitingMessages, bench.Device.DroppedReports));
        Assert.Equal(0, client.Statistics.Missed);
        Assert.All(gathered.Packets.Skip(1), packet => Assert.Equal(SequenceStatus.InOrder, packet.Status));
        Assert.Equal(chunks.Count, gathered.Packets.Count);
        for (var i = 0; i < chunks.Count; i++)
        {
            Assert.True(gathered.Packets[i].Data.Span.StartsWith(chunks[i]), $"chunk {i}");
        }

        var message = Assert.Single(gathered.Messages);
        Assert.True(message.IsValid);
        Assert.Equal(coredump, message.Bytes.ToArray());
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Streaming_stops_within_a_quarter_of_a_second(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        await using var client = await bench.ConnectAsync(driver);
        bench.Device.Send(UhidBench.Coredump(200_000));
        for (var round = 0; round < 5; round++)
        {
            await client.EnableStreamingAsync(Token);
            await Guest.UntilAsync(() => client.Statistics.Packets > 10 * round, "packets come");
            var started = Stopwatch.GetTimestamp();
            await client.DisableStreamingAsync(Token);
            var took = Stopwatch.GetElapsedTime(started);
            Assert.True(took < TimeSpan.FromMilliseconds(250), $"It took {took.TotalMilliseconds:0} ms.");
            Assert.Equal((MdsState.Ready, false), (client.State, bench.Device.IsStreaming));
            var packets = client.Statistics.Packets;
            await Task.Delay(50, Token);
            Assert.Equal(packets, client.Statistics.Packets);
        }
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Stopping_is_as_quick_while_nothing_comes(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        await using var client = await bench.ConnectAsync(driver);
        await client.EnableStreamingAsync(Token);
        await Task.Delay(150, Token);
        var started = Stopwatch.GetTimestamp();
        await client.DisableStreamingAsync(Token);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 0, 250);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Config_can_be_read_while_it_streams(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        await using var client = await bench.ConnectAsync(driver);
        bench.Device.Send(UhidBench.Coredump(100_000));
        await client.EnableStreamingAsync(Token);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("mds-hid-dev-001", (await client.ReadDeviceConfigAsync(Token)).DeviceIdentifier);
        }

        await client.DisableStreamingAsync(Token);
        Assert.Equal((0L, 0L), (client.Statistics.Missed, client.Statistics.LinkErrors));
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Unplugging_in_mid_stream_is_a_typed_error_and_keeps_what_came(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        await using var client = await bench.ConnectAsync(driver);
        bench.Device.Send(UhidBench.Coredump(100_000));
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StateChanged += state =>
        {
            if (state == MdsState.Lost)
            {
                lost.TrySetResult();
            }
        };
        var collecting = client.CollectAsync(TimeSpan.FromMinutes(1), Token);
        await Guest.UntilAsync(() => client.Statistics.Packets >= 20, "packets come");
        bench.Unplug();

        var gathered = await collecting;
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(5), Token);
        var error = Assert.IsType<MdsTransportException>(gathered.Error);
        Assert.Equal((MdsErrorKind.Disconnected, MdsErrorIds.Disconnected), (error.Kind, error.ErrorId));
        Assert.True(gathered.Packets.Count >= 20);
        Assert.Equal(MdsState.Lost, client.State);
        Assert.Equal(MdsErrorKind.Disconnected, (await Assert.ThrowsAsync<MdsTransportException>(() => client.ReadDeviceConfigAsync(Token))).Kind);
        Assert.Equal(1, client.Statistics.AbandonedMessages);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Reports_that_came_before_the_plug_was_pulled_can_still_be_read(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        using var hid = HidOpener.Open(MdsHid.Candidates(HidDriver.HidRaw).Single(), driver, new HidNodes());
        for (var i = 0; i < 20; i++)
        {
            bench.Device.Send([3, .. Enumerable.Repeat((byte)i, 10)]);
        }

        Assert.Equal(2, hid.SetFeature([(byte)MdsChannel.StreamControl, 1]));
        await Guest.UntilAsync(() => bench.Device.WaitingMessages == 0, "all is sent");
        await Task.Delay(100, Token);
        bench.Unplug();

        var (read, report, error) = (0, new byte[257], default(MdsTransportException));
        while (error is not { Kind: MdsErrorKind.Disconnected })
        {
            try
            {
                Assert.Equal(64, hid.ReadInput(report, TimeSpan.FromSeconds(1), Token));
                Assert.Equal((6, read, read), (report[0], report[1], report[5]));
                read++;
            }
            catch (MdsTransportException failed)
            {
                error = failed;
            }
        }

        Assert.Equal(20, read);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Device_that_is_replaced_at_once_is_lost_all_the_same(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        await using var client = await bench.ConnectAsync(driver);
        var node = bench.Node;
        var collecting = client.CollectAsync(TimeSpan.FromMinutes(1), Token);
        await Guest.UntilAsync(() => client.IsStreaming, "it streams");
        bench.Unplug();
        await bench.ReplugAsync();
        Assert.False(File.Exists(node)); // The kernel gives the name to no other while somebody has it open.
        Assert.Equal(MdsErrorKind.Disconnected, Assert.IsType<MdsTransportException>((await collecting).Error).Kind);
        Assert.Equal(MdsState.Lost, client.State);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Request_to_a_device_that_was_unplugged_while_idle_is_a_typed_error(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        await using var client = await bench.ConnectAsync(driver);
        bench.Unplug();
        Assert.Equal(MdsErrorKind.Disconnected, (await Assert.ThrowsAsync<MdsTransportException>(() => client.ReadDeviceConfigAsync(Token))).Kind);
        Assert.Equal(MdsErrorKind.Disconnected, (await Assert.ThrowsAsync<MdsTransportException>(() => client.EnableStreamingAsync(Token))).Kind);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Device_that_comes_back_streams_again(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync(new() { HeartbeatInterval = TimeSpan.FromMilliseconds(50) });
        await using var client = await bench.ConnectAsync(driver, new MdsOptions { Reconnect = true, ReconnectInterval = TimeSpan.FromMilliseconds(100) });
        await client.EnableStreamingAsync(Token);
        for (var round = 1; round <= 3; round++)
        {
            var before = client.Statistics.Messages;
            await Guest.UntilAsync(() => client.Statistics.Messages >= before + 3, "heartbeats come");
            bench.Unplug();
            await Guest.UntilAsync(() => client.State == MdsState.Lost, "the loss is seen");
            await bench.ReplugAsync();
            await Guest.UntilAsync(() => client.State == MdsState.Streaming, "the device is found again");
            Assert.Equal(round, client.Statistics.Reconnects);
        }

        var last = client.Statistics.Messages;
        await Guest.UntilAsync(() => client.Statistics.Messages >= last + 3, "heartbeats come again");
        Assert.Equal((0L, 0L), (client.Statistics.Missed, client.Statistics.BadMessages));
        await client.DisableStreamingAsync(Token);
    }

    [Theory, InlineData(HidDriver.HidApi), InlineData(HidDriver.HidRaw)]
    public async Task Device_whose_host_was_killed_serves_the_next_one(HidDriver driver)
    {
        await using var bench = await UhidBench.PlugInAsync();
        var coredump = UhidBench.Coredump(6_000);
        bench.Device.Send(coredump);
        using (var other = OtherProcess.Start(OtherProcess.Command("stream", bench.Address(driver))))
        {
            Assert.Equal("streaming", await other.StandardOutput.ReadLineAsync(Token));
            other.Kill();
            await other.WaitForExitAsync(Token);
        }

        // What nobody had read to its end is sent again.
        await using var client = await bench.ConnectAsync(driver);
        var messages = client.MessagesAsync(TimeSpan.FromSeconds(20), Token).GetAsyncEnumerator(Token);
        var next = messages.MoveNextAsync();
        await client.EnableStreamingAsync(Token);
        Assert.True(await next);
        Assert.Equal(coredump, messages.Current.Bytes.ToArray());
        await messages.DisposeAsync();
    }
}
