using System.Threading.Channels;
using LabSdk.Cxl.Tests.Transport;

namespace LabSdk.Cxl.Tests.Client;

/// <summary>Event logs: read in pages, cleared by handles, watched, announced by notifications.</summary>
public class EventTests
{
    // A log as devices have it: reading does not consume, an answer has at most some records, handles must go oldest first.
    private sealed class Log(int pageSize)
    {
        public List<ushort> Handles { get; } = [];

        public List<ushort[]> Clears { get; } = [];

        public FakeComponent Device(FakeComponent? component = null) => (component ?? new FakeComponent().On(CxlCommands.Identify, FakeComponent.Identity(exponent: 9)))
            .On(CxlCommands.GetEventRecords, payload => payload.Span[0] == 0
                ? (CxlReturnCode.Success, FakeComponent.Bytes(new GetEventRecords
                {
                    Flags = Handles.Count > pageSize ? CxlEventRecordsFlags.MoreEventRecords : CxlEventRecordsFlags.None,
                    Records = [.. Handles.Take(pageSize).Select(handle => new CxlEventRecord { Uuid = CxlEventIds.GeneralMedia, Handle = handle, Length = 128, Timestamp = handle * 1000UL, Data = new byte[80] })],
                }))
                : (CxlReturnCode.InvalidInput, []))
            .On(CxlCommands.ClearEventRecords, payload =>
            {
                var request = ClearEventRecordsRequest.Read(payload);
                Clears.Add([.. request.Handles]);
                if (!request.Handles.SequenceEqual(Handles.Take(request.Handles.Count)))
                {
                    return (CxlReturnCode.InvalidHandle, []);
                }

                Handles.RemoveRange(0, request.Handles.Count);
                return (CxlReturnCode.Success, []);
            });
    }

    private static async Task<List<ushort>> HandlesAsync(IAsyncEnumerable<CxlEventRecord> records)
    {
        var handles = new List<ushort>();
        await foreach (var record in records)
        {
            handles.Add(record.Handle);
        }

        return handles;
    }

    [Fact]
    public async Task Reading_with_clearing_gives_every_record_once_and_empties_the_log()
    {
        var log = new Log(3);
        log.Handles.AddRange(Enumerable.Range(1, 10).Select(i => (ushort)i));
        var endpoint = await log.Device().OpenAsync();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (ushort)i), await HandlesAsync(endpoint.ReadEventsAsync(CxlEventLog.Informational, clear: true)));
        Assert.Empty(log.Handles);
        Assert.Equal([3, 3, 3, 1], log.Clears.Select(handles => handles.Length));
    }

    [Fact]
    public async Task Reading_without_clearing_leaves_the_log_and_says_that_there_is_more()
    {
        var log = new Log(3);
        log.Handles.AddRange([1, 2, 3, 4]);
        var endpoint = await log.Device().OpenAsync();
        Assert.Equal([1, 2, 3], await HandlesAsync(endpoint.ReadEventsAsync(CxlEventLog.Informational)));
        Assert.Equal(4, log.Handles.Count);
        var content = await endpoint.ReadEventLogAsync(CxlEventLog.Informational);
        Assert.Equal((3, true, false), (content.Records.Count, content.HasMore, content.IsOverflowed));
    }

    [Fact]
    public async Task Reader_that_stops_early_loses_nothing()
    {
        var log = new Log(3);
        log.Handles.AddRange([1, 2, 3, 4]);
        var endpoint = await log.Device().OpenAsync();
        await foreach (var record in endpoint.ReadEventsAsync(CxlEventLog.Informational, clear: true))
        {
            if (record.Handle == 2)
            {
                break;
            }
        }

        Assert.Equal([1, 2, 3, 4], log.Handles);
    }

    [Fact]
    public async Task More_handles_than_a_command_takes_are_cleared_in_order()
    {
        var log = new Log(1000);
        log.Handles.AddRange(Enumerable.Range(1, 600).Select(i => (ushort)i));
        var endpoint = log.Device(new FakeComponent()).OpenMailbox(payloadMaximum: 1 << 20);
        var content = await endpoint.ReadEventLogAsync(CxlEventLog.Informational);
        await endpoint.ClearEventsAsync(CxlEventLog.Informational, content.Records);
        Assert.Equal([255, 255, 90], log.Clears.Select(handles => handles.Length));
        Assert.Empty(log.Handles);
    }

    [Fact]
    public async Task Watch_tells_new_records_of_the_logs_that_there_are_and_survives_another_reader()
    {
        var time = new FakeTime();
        var log = new Log(10);
        log.Handles.AddRange([1, 2]);
        var component = log.Device();
        var endpoint = await component.OpenAsync(new CxlOptions { TimeProvider = time, Timeout = TimeSpan.Zero });
        using var stop = new CancellationTokenSource();
        var events = Channel.CreateUnbounded<CxlEvent>();
        var watching = Task.Run(async () =>
        {
            await foreach (var one in endpoint.WatchEventsAsync(cancellationToken: stop.Token))
            {
                if (one.Record.Handle == 5)
                {
                    log.Handles.Clear(); // another reader takes them away before we clear
                }

                events.Writer.TryWrite(one);
            }
        });
        Assert.Equal(1, (await events.Reader.ReadAsync()).Record.Handle);
        Assert.Equal(2, (await events.Reader.ReadAsync()).Record.Handle);
        await time.WaitsAre(1);
        log.Handles.Add(5);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, (await events.Reader.ReadAsync()).Record.Handle);
        await time.WaitsAre(2);
        log.Handles.Add(6);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(6, (await events.Reader.ReadAsync()).Record.Handle);
        await time.WaitsAre(3);
        Assert.Equal(4, component.Requests.Count(request => request.Opcode == 0x0100 && request.Payload[0] > 0)); // asked for once each
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    private sealed class Notifications : ICxlEventChannel
    {
        private readonly Channel<CxlEventMessage> _messages = Channel.CreateUnbounded<CxlEventMessage>();
        private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Answers => _answers.Reader;

        public void Send(byte tag, ushort kinds, byte endpointId = 28, ushort opcode = 0x0106, int cut = 0)
        {
            byte[] message = [0, tag, 0, (byte)opcode, (byte)(opcode >> 8), 2, 0, 0, 0, 0, 0, 0, (byte)kinds, (byte)(kinds >> 8)];
            _messages.Writer.TryWrite(new CxlEventMessage(11, endpointId, 0x0B, message.AsMemory(0, message.Length - cut)));
        }

        public void Fail() => _messages.Writer.Complete(new CxlIoException(5, "The socket broke."));

        public ValueTask<CxlEventMessage> ReceiveAsync(CancellationToken cancellationToken) => _messages.Reader.ReadAsync(cancellationToken);

        public ValueTask AnswerAsync(CxlEventMessage message, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
        {
            _answers.Writer.TryWrite($"{message.Network}/{message.EndpointId}/{message.Tag} {Convert.ToHexString(answer.Span)}");
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }

    [Fact]
    public async Task Notification_is_answered_told_once_and_its_repetitions_only_answered()
    {
        var time = new FakeTime();
        var channel = new Notifications();
        await using var listener = new CxlEventListener(channel, time);
        var reading = listener.ReadAsync().GetAsyncEnumerator();
        var first = reading.MoveNextAsync().AsTask();
        channel.Send(5, 0x8003);
        channel.Send(5, 0x8003);
        channel.Send(5, 0x8003, endpointId: 29);
        channel.Send(9, 1, opcode: 0x4200);
        channel.Send(9, 1, cut: 1);
        channel.Send(9, 1, cut: 9);
        channel.Send(6, 0x8003);
        Assert.True(await first);
        Assert.Equal((11u, (byte)28, CxlEventKinds.Informational | CxlEventKinds.Warning | CxlEventKinds.BackgroundOperationCompleted), (reading.Current.Network, reading.Current.EndpointId, reading.Current.Kinds));
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal(29, reading.Current.EndpointId);
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal((28, 3L, 1L, 3L, 0L), (reading.Current.EndpointId, listener.Received, listener.Repeated, listener.Foreign, listener.Unread));
        Assert.Equal("11/28/11 010500060100000000000000", await channel.Answers.ReadAsync());
        Assert.Equal("11/28/11 010500060100000000000000", await channel.Answers.ReadAsync());

        time.Advance(TimeSpan.FromSeconds(2)); // the same tag much later is a new one
        channel.Send(6, 0x8003);
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal(4, listener.Received);
    }

    [Fact]
    public async Task A_channel_that_failed_fails_readers_of_before_and_of_after()
    {
        var channel = new Notifications();
        await using var listener = new CxlEventListener(channel);
        var reading = listener.ReadAsync().GetAsyncEnumerator();
        var first = reading.MoveNextAsync().AsTask();
        channel.Fail();
        Assert.NotNull(await Record.ExceptionAsync(() => first));
        Assert.NotNull(await Record.ExceptionAsync(async () => await listener.ReadAsync().GetAsyncEnumerator().MoveNextAsync()));
    }

    [Fact]
    public async Task Notification_wakes_the_watch_before_its_pause_is_over()
    {
        var channel = new Notifications();
        await using var listener = new CxlEventListener(channel);
        var log = new Log(10);
        var endpoint = await log.Device().OpenAsync(new CxlOptions { TimeProvider = new FakeTime(), Timeout = TimeSpan.Zero });
        var watch = endpoint.WatchEventsAsync([CxlEventLog.Informational], listener: listener).GetAsyncEnumerator();
        var next = watch.MoveNextAsync().AsTask();
        log.Handles.Add(7);
        channel.Send(1, 1);
        Assert.True(await next);
        Assert.Equal(7, watch.Current.Record.Handle);
    }
}
