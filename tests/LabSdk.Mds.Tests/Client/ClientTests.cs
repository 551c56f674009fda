using System.Diagnostics;
using LabSdk.Mds.Tests.Transport;
using LabSdk.Mds.Tests.Upload;
using LabSdk.Mds.Transport;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Tests.Client;

public class ClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task States_follow_each_other_and_are_told()
    {
        var device = new LoopHid();
        var client = new MdsClient(new HidBackend(device));
        var states = new List<MdsState>();
        client.StateChanged += states.Add;
        Assert.Equal(MdsState.Created, client.State);
        var config = await client.InitializeAsync();
        Assert.Equal(("mds-hid-dev-001", 0x1Fu), (config.DeviceIdentifier, config.SupportedFeatures));
        await client.EnableStreamingAsync();
        await client.EnableStreamingAsync();
        await client.DisableStreamingAsync();
        await client.DisableStreamingAsync();
        await client.DisposeAsync();
        await client.DisposeAsync();
        Assert.Equal([MdsState.Ready, MdsState.Streaming, MdsState.Ready, MdsState.Closed], states);
        Assert.Equal(["0501", "0501", "0500", "0500"], device.Log);
        Assert.Equal(1, device.Disposals);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.EnableStreamingAsync());
    }

    [Fact]
    public async Task Without_a_link_data_are_taken_and_requests_are_wrong_use()
    {
        await using var client = new MdsClient(new MdsOptions { Framing = StreamFraming.Bare });
        Assert.True(client.Process([6, 0, 0x08, 1, 2, 3]));
        Assert.False(client.Process([7, 1]));
        client.ProcessStreamData([1, 0x61]);
        Assert.Equal(2, client.Statistics.Packets);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.InitializeAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.EnableStreamingAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ReadPacketAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task The_background_reader_delivers_packets_and_messages_in_order()
    {
        var device = new LoopHid();
        await using var client = new MdsClient(new HidBackend(device));
        var chunks = ChunkWriter.Cut([0x02, .. Enumerable.Repeat((byte)0x5A, 300)], MdsLimits.LengthChunk);
        device.Switched = on => Enumerable.Range(0, on ? chunks.Count : 0).ToList().ForEach(i => device.SendPacket(i, chunks[i]));
        var messages = new List<ReceivedMessage>();
        client.MessageReceived += messages.Add;
        var gathered = await client.CollectAsync(chunks.Count, Limit);
        Assert.Null(gathered.Error);
        Assert.Equal(chunks, gathered.Packets.Select(packet => packet.Data.ToArray()));
        Assert.Equal([SequenceStatus.First, .. Enumerable.Repeat(SequenceStatus.InOrder, chunks.Count - 1)], gathered.Packets.Select(packet => packet.Status));
        var message = Assert.Single(gathered.Messages);
        Assert.True(message.IsValid);
        Assert.Equal((301, chunks.Count, MdsMessageType.Event), (message.Total, message.Chunks, message.Type));
        Assert.All(gathered.Packets, packet => Assert.Equal(1, packet.Chunk.Message));
        Assert.Equal((ChunkKind.First, ChunkKind.Last, true), (gathered.Packets[0].Chunk.Kind, gathered.Packets[^1].Chunk.Kind, gathered.Packets[^1].Chunk.IsValid));
        Assert.Equal((StreamFraming.Length, FramingEvidence.Descriptor), (client.Framing, client.FramingEvidence));
        Assert.Equal(MdsState.Ready, client.State == MdsState.Ready ? MdsState.Ready : client.State);
        Assert.Equal(["0501", "0500"], device.Log);
    }

    [Fact]
    public async Task Collecting_for_a_time_ends_by_the_time_and_leaves_streaming_as_it_was()
    {
        var device = new LoopHid();
        var time = new FakeTime();
        await using var client = new MdsClient(new HidBackend(device), new MdsOptions { TimeProvider = time });
        await client.EnableStreamingAsync();
        var arrived = new TaskCompletionSource();
        client.ChunkReceived += _ => arrived.TrySetResult();
        var collecting = client.CollectAsync(TimeSpan.FromSeconds(7));
        device.SendPacket(0, [0x08, 1, 2, 3]);
        await arrived.Task.WaitAsync(Limit);
        Assert.False(collecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(7));
        var gathered = await collecting.WaitAsync(Limit);
        Assert.Equal(TimeSpan.FromSeconds(7), gathered.Duration);
        Assert.Single(gathered.Packets);
        Assert.True(client.IsStreaming);
        Assert.Equal(["0501"], device.Log);
        var late = client.CollectAsync(5, TimeSpan.FromMilliseconds(50));
        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.IsType<MdsTimeoutException>((await late.WaitAsync(Limit)).Error);
    }

    [Fact]
    public async Task A_blocked_handler_stops_neither_the_reader_nor_the_end()
    {
        var device = new LoopHid();
        var client = new MdsClient(new HidBackend(device));
        using var release = new ManualResetEventSlim();
        client.ChunkReceived += _ => release.Wait();
        await client.EnableStreamingAsync();
        var arriving = client.ChunksAsync().GetAsyncEnumerator();
        var next = arriving.MoveNextAsync().AsTask();
        for (var i = 0; i < 50; i++)
        {
            device.SendPacket(i & 31, [0x08, (byte)i, 2, 3]);
            Assert.True(await next.WaitAsync(Limit));
            next = arriving.MoveNextAsync().AsTask();
        }

        var watch = Stopwatch.StartNew();
        await client.DisposeAsync().AsTask().WaitAsync(Limit);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
        Assert.False(await next.WaitAsync(Limit));
        release.Set();
    }

    [Fact]
    public async Task Stopping_wakes_the_read_in_progress_and_looks_once_more()
    {
        // No clock here: a busy test machine takes what time it likes. The wait is ended, so what is left is one look.
        var device = new LoopHid();
        await using var client = new MdsClient(new HidBackend(device), new MdsOptions { ReadTimeout = TimeSpan.FromMilliseconds(200) });
        var (reading, reads) = (new TaskCompletionSource(), 0);
        device.Reading = () =>
        {
            reads++;
            reading.TrySetResult();
        };
        for (var i = 0; i < 5; i++)
        {
            await client.EnableStreamingAsync();
            reading = new TaskCompletionSource();
            device.SendPacket(0, [1]);
            await reading.Task.WaitAsync(Limit);
            device.Switched = on => reads = on ? reads : 0;
            await client.DisableStreamingAsync();
            Assert.InRange(reads, 1, 4);
        }

        // Rarely the reader is just between two reads when it is told.
        Assert.InRange(device.Interrupted, 1, 5);
    }

    [Fact]
    public async Task Packets_on_their_way_are_taken_when_streaming_ends()
    {
        var device = new LoopHid();
        await using var client = new MdsClient(new HidBackend(device));
        device.Switched = on =>
        {
            for (var i = 0; !on && i < 40; i++)
            {
                device.SendPacket(i & 31, [0x08, 1, 2, 3]);
            }
        };
        await client.EnableStreamingAsync();
        await client.DisableStreamingAsync();
        Assert.Equal(40, client.Statistics.Packets);
    }

    [Fact]
    public async Task Handlers_that_throw_are_told_and_counted_and_stop_nothing()
    {
        await using var client = new MdsClient(new MdsOptions { Framing = StreamFraming.Bare });
        var (warnings, seen) = (new List<MdsWarning>(), 0);
        client.Warning += warning => throw new InvalidOperationException("in the warning, too");
        client.Warning += warnings.Add;
        client.ChunkReceived += _ => throw new FormatException("mine");
        client.ChunkReceived += _ => seen++;
        client.ProcessStreamData([0, 1]);
        client.ProcessStreamData([1, 1]);
        Assert.Equal((2, 4L), (seen, client.Statistics.CallbackErrors));
        Assert.All(warnings, warning => Assert.IsType<FormatException>(warning.Error));
    }

    [Fact]
    public async Task Other_reports_go_to_the_application()
    {
        var device = new LoopHid();
        await using var client = new MdsClient(new HidBackend(device));
        var others = new List<byte[]>();
        client.OtherReportReceived += report => others.Add(report.ToArray());
        device.Switched = _ =>
        {
            device.Send(7, 1, 2);
            device.SendPacket(0, [0x08, 1, 2, 3]);
            device.Send(9);
        };
        var gathered = await client.CollectAsync(TimeSpan.FromMilliseconds(150));
        Assert.Equal(["070102", "09", "070102", "09"], others.Select(report => Convert.ToHexStringLower(report)));
        Assert.Equal((2, 4L), (gathered.Packets.Count, client.Statistics.OtherReports));
    }

    [Fact]
    public async Task A_slow_subscriber_is_counted_and_told_and_harms_nobody_else()
    {
        await using var client = new MdsClient(new MdsOptions { Framing = StreamFraming.Bare, PacketQueue = 4 });
        var warned = new TaskCompletionSource<MdsWarning>();
        client.Warning += warning => warned.TrySetResult(warning);
        var seen = 0;
        client.ChunkReceived += _ => seen++;
        await using var slow = client.ChunksAsync().GetAsyncEnumerator();
        var first = slow.MoveNextAsync().AsTask();
        for (var i = 0; i < 10; i++)
        {
            client.ProcessStreamData([(byte)i, 1]);
        }

        Assert.True(await first);
        Assert.Equal(MdsWarningKind.Overflow, (await warned.Task.WaitAsync(Limit)).Kind);
        Assert.Equal(10, seen);
        Assert.InRange(client.Statistics.Overflow, 5, 6);
        Assert.Equal(10, client.Statistics.Packets);
    }

    [Fact]
    public async Task A_wrong_framing_is_said_once_and_not_changed()
    {
        await using var client = new MdsClient(new MdsOptions { Framing = StreamFraming.Length });
        var warnings = new List<MdsWarning>();
        client.Warning += warnings.Add;
        for (var i = 0; i < 10; i++)
        {
            client.ProcessStreamData([(byte)i, 0xC0, 0x01, 0x02]);
        }

        Assert.Equal(MdsWarningKind.Framing, Assert.Single(warnings).Kind);
        Assert.Equal((StreamFraming.Length, 10L), (client.Framing, client.Statistics.ParseErrors));
    }

    [Fact]
    public async Task Framing_is_learnt_from_a_report_of_65_bytes_and_from_content()
    {
        await using var bySize = new MdsClient(new HidBackend(new LoopHid { ReportDescriptor = default }));
        Assert.Equal(FramingEvidence.Default, bySize.FramingEvidence);
        bySize.Process(new byte[65].Select((_, i) => i == 0 ? (byte)6 : (byte)0).ToArray());
        Assert.Equal((StreamFraming.Bare, FramingEvidence.ReportSize), (bySize.Framing, bySize.FramingEvidence));
        await using var byContent = new MdsClient();
        byContent.ProcessStreamData([0, 0x48, 3, 2]);
        Assert.Equal((StreamFraming.Bare, FramingEvidence.Content), (byContent.Framing, byContent.FramingEvidence));
    }

    [Fact]
    public async Task A_request_that_hangs_ends_in_time_and_lets_no_second_one_in()
    {
        var hang = new TaskCompletionSource<int>();
        var backend = new HangingBackend(hang.Task);
        await using var client = new MdsClient(backend, new MdsOptions { Timeout = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(MdsErrorKind.Timeout, (await Assert.ThrowsAsync<MdsTimeoutException>(() => client.InitializeAsync().WaitAsync(Limit))).Kind);
        using var soon = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.InitializeAsync(soon.Token).WaitAsync(Limit));
        Assert.Equal(1, backend.Calls);
        hang.SetResult(4);
    }

    [Fact]
    public async Task Nothing_shows_the_key()
    {
        var device = new LoopHid();
        await using var client = new MdsClient(new HidBackend(device));
        var config = await client.InitializeAsync();
        Assert.Equal($"Memfault-Project-Key: {Secret.Mask}cdef", config.MaskedAuthorization);
        var shown = $"{config} {System.Text.Json.JsonSerializer.Serialize(config)} {client.Link} {client.Statistics}";
        Assert.DoesNotContain("0123456789", shown);
    }

    private sealed class HangingBackend(Task<int> answer) : IMdsBackend
    {
        public int Calls { get; private set; }

        public ValueTask<int> ReadAsync(MdsChannel channel, Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken)
        {
            Calls++;
            return new(answer);
        }

        public ValueTask WriteAsync(MdsChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }
}
