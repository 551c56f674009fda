using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Device;

public sealed class NotificationTests
{
    private static readonly SimulatedCxlEvent Warning = SimulatedCxlEvent.GeneralMedia(0, CxlEventSeverity.Warning);

    [Fact]
    public async Task Listener_hears_the_events_that_it_has_asked_for()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await using var listener = new CxlEventListener(bench.Device.OpenEvents());
        await using var heard = listener.ReadAsync().GetAsyncEnumerator();
        await bench.Mctp.ExecuteRawAsync(CxlCommands.SetMctpEventInterruptPolicy.Opcode, new byte[] { 2, 0 });
        var next = heard.MoveNextAsync().AsTask();

        bench.Device.AddEvent(SimulatedCxlEvent.GeneralMedia(0));
        bench.Device.AddEvent(Warning);

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal((CxlEventKinds.Warning, (byte)28), (heard.Current.Kinds, heard.Current.EndpointId));
    }

    [Fact]
    public async Task End_of_a_background_operation_is_announced()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await using var channel = bench.Device.OpenEvents();
        await bench.Mctp.ExecuteRawAsync(CxlCommands.SetMctpEventInterruptPolicy.Opcode, new byte[] { 0, 0x80 });
        await bench.CodeAsync(CxlCommands.MemdevScanMedia, [.. new byte[16], 0]);

        bench.Time.Advance(TimeSpan.FromMilliseconds(1));

        var message = await channel.ReceiveAsync(CancellationToken.None);
        Assert.Equal([0x00, 0x80], message.Content.ToArray()[12..]);
    }

    [Fact]
    public async Task Notification_is_repeated_with_the_same_tag_until_it_is_answered_ten_times_at_most()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await using var channel = bench.Device.OpenEvents();
        await bench.Mctp.ExecuteRawAsync(CxlCommands.SetMctpEventInterruptPolicy.Opcode, new byte[] { 2, 0 });

        bench.Device.AddEvent(Warning);
        bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        bench.Device.AddEvent(Warning);
        var tags = new List<byte>();
        for (var read = 0; read <= EventNotifier.MostTries; read++)
        {
            tags.Add((await channel.ReceiveAsync(CancellationToken.None)).Content.Span[1]);
        }

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], tags);
    }

    [Fact]
    public async Task Answer_ends_the_repetitions_and_lets_the_next_one_go()
    {
        await using var bench = await CxlBench.DeviceAsync();
        await using var channel = bench.Device.OpenEvents();
        await bench.Mctp.ExecuteRawAsync(CxlCommands.SetMctpEventInterruptPolicy.Opcode, new byte[] { 3, 0 });
        bench.Device.AddEvent(Warning);
        bench.Device.AddEvent(SimulatedCxlEvent.GeneralMedia(0));

        var first = await channel.ReceiveAsync(CancellationToken.None);
        await channel.AnswerAsync(first, CciFrame.Response(CxlCommands.EventNotification.Opcode, first.Content.Span[1], default, false), CancellationToken.None);
        var second = await channel.ReceiveAsync(CancellationToken.None);

        Assert.Equal((0, 1, 2, 1), (first.Content.Span[1], second.Content.Span[1], first.Content.Span[12], second.Content.Span[12]));
    }

    [Fact]
    public async Task Notification_sent_to_a_component_is_not_answered()
    {
        await using var bench = await CxlBench.DeviceAsync();
        bench.Mctp.Timeout = TimeSpan.FromMilliseconds(50);

        await Assert.ThrowsAsync<CxlTimeoutException>(async () => await bench.Mctp.ExecuteRawAsync(CxlCommands.EventNotification.Opcode, new byte[] { 1, 0 }));
    }
}
