using LabSdk.Mds;
using LabSdk.Simulation.Mds;

namespace LabSdk.Simulation.Tests.Mds;

/// <summary>The simulated device against the client, in both framings and with its faults.</summary>
public sealed class SimulatedDeviceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<StreamFraming, bool, bool> Devices => new()
    {
        { StreamFraming.Length, false, false },
        { StreamFraming.Length, true, false },
        { StreamFraming.Bare, false, true },
        { StreamFraming.Bare, true, false },
    };

    [Theory, MemberData(nameof(Devices))]
    public async Task Client_reads_config_and_every_message(StreamFraming framing, bool padsReplies, bool endsTexts)
    {
        await using var device = new SimulatedMdsDevice(Device(framing) with { PadsReplies = padsReplies, EndsTexts = endsTexts });
        await using var client = await MdsClient.ConnectAsync(_ => new ValueTask<IMdsBackend>(device.Open()));
        var (messages, both) = (new List<ReceivedMessage>(), new TaskCompletionSource());
        client.MessageReceived += message =>
        {
            messages.Add(message);
            if (messages.Count == 2)
            {
                both.TrySetResult();
            }
        };
        device.Send(device.Messages.Trace(1, 2));
        device.Send(MdsMessages.Coredump((2, 0, new byte[200]), (1, 0x2000_0000, [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * 7))])));

        await client.EnableStreamingAsync();
        await both.Task.WaitAsync(Patience);
        await client.DisableStreamingAsync();

        Assert.Equal("mds-hid-dev-001", client.Config!.DeviceIdentifier);
        Assert.Equal((framing, FramingEvidence.Descriptor), (client.Framing, client.FramingEvidence));
        Assert.Equal((0L, 0L), (client.Statistics.Missed, client.Statistics.ParseErrors));

        // Bare framing cannot tell the padding of a short message in one chunk from its data.
        Assert.All(messages, message => Assert.Equal(framing == StreamFraming.Length || message.Chunks > 1, message.IsValid));
        Assert.Equal([MdsMessageType.Coredump, MdsMessageType.Event], messages.Select(message => message.Type!.Value).Order());
    }

    [Fact]
    public async Task Device_that_comes_back_is_read_again()
    {
        await using var device = new SimulatedMdsDevice(Device(StreamFraming.Length) with { HeartbeatInterval = TimeSpan.FromMilliseconds(10) });
        await using var client = await MdsClient.ConnectAsync(
            _ => new ValueTask<IMdsBackend>(device.Open()), new MdsOptions { Reconnect = true, ReconnectInterval = TimeSpan.FromMilliseconds(20) });
        var (lost, back) = (new TaskCompletionSource(), new TaskCompletionSource());
        client.StateChanged += state => (state == MdsState.Lost ? lost : lost.Task.IsCompleted && state == MdsState.Streaming ? back : new TaskCompletionSource()).TrySetResult();
        await client.EnableStreamingAsync();

        device.Unplug();
        await lost.Task.WaitAsync(Patience);
        device.Replug();
        await back.Task.WaitAsync(Patience);

        await foreach (var packet in client.ChunksAsync(Patience))
        {
            Assert.Equal(1, client.Statistics.Reconnects);
            return;
        }

        Assert.Fail("No packet came after the device was back.");
    }

    [Fact]
    public async Task Message_begins_again_when_the_host_was_busy()
    {
        await using var device = new SimulatedMdsDevice(Device(StreamFraming.Length));
        await using var client = await MdsClient.ConnectAsync(_ => new ValueTask<IMdsBackend>(device.Open()));
        device.Faults.BusyNext();
        device.Send(device.Messages.Trace(1, 2));

        var gathered = await client.CollectAsync(1, Patience);

        Assert.True(Assert.Single(gathered.Messages).IsValid);
        Assert.Equal(0, Assert.Single(gathered.Packets).Sequence);
    }

    [Fact]
    public async Task Foreign_reports_reach_the_application_and_lose_nothing()
    {
        await using var device = new SimulatedMdsDevice(Device(StreamFraming.Length));
        await using var client = await MdsClient.ConnectAsync(_ => new ValueTask<IMdsBackend>(device.Open()));
        var foreign = new TaskCompletionSource<byte[]>();
        client.OtherReportReceived += report => foreign.TrySetResult(report.ToArray());
        device.Faults.Foreign([0x42, 1, 2, 3]);
        device.Send(device.Messages.Trace(1, 2));

        var gathered = await client.CollectAsync(1, Patience);

        Assert.Equal([0x42, 1, 2, 3], await foreign.Task.WaitAsync(Patience));
        Assert.Single(gathered.Packets);
    }

    private static SimulatedMdsOptions Device(StreamFraming framing) => new() { Framing = framing, HeartbeatInterval = TimeSpan.Zero, IsFast = true };
}
