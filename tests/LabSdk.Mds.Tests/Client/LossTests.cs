using LabSdk.Mds.Tests.Transport;
using LabSdk.Mds.Transport;

namespace LabSdk.Mds.Tests.Client;

public class LossTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task An_unplugged_device_is_lost_and_subscribers_are_told()
    {
        var device = new LoopHid();
        await using var client = new MdsClient(new HidBackend(device));
        device.Switched = _ => device.SendPacket(0, [0x48, 100, 2, 3]);
        var abandoned = new TaskCompletionSource<ReceivedMessage>();
        client.MessageReceived += abandoned.SetResult;
        client.ChunkReceived += _ => device.IsUnplugged = true;
        var gathered = await client.CollectAsync(10, Limit);
        Assert.Equal(MdsErrorKind.Disconnected, Assert.IsType<MdsTransportException>(gathered.Error).Kind);
        Assert.Single(gathered.Packets);
        Assert.Equal(MdsState.Lost, client.State);
        Assert.True((await abandoned.Task.WaitAsync(Limit)).IsAbandoned);
        Assert.Equal(MdsErrorKind.Disconnected, (await Assert.ThrowsAsync<MdsTransportException>(() => client.EnableStreamingAsync())).Kind);
        await client.DisableStreamingAsync();
    }

    [Fact]
    public async Task Three_failed_reads_in_a_row_count_as_lost_and_fewer_do_not()
    {
        var device = new LoopHid();
        await using var client = new MdsClient(new HidBackend(device));
        var lost = new TaskCompletionSource();
        var errors = 0;
        client.Warning += _ =>
        {
            if (++errors == 2 && !lost.Task.IsCompleted)
            {
                device.ReadError = null;
                device.SendPacket(0, [0x08, 1, 2, 3]);
            }
        };
        client.StateChanged += state => _ = state == MdsState.Lost && lost.TrySetResult();
        await client.EnableStreamingAsync();
        var packet = client.ChunksAsync().GetAsyncEnumerator();
        var next = packet.MoveNextAsync().AsTask();
        device.ReadError = new MdsTransportException(MdsErrorKind.Io, "scripted");
        Assert.True(await next.WaitAsync(Limit));
        Assert.Equal(MdsState.Streaming, client.State);
        next = packet.MoveNextAsync().AsTask();
        device.ReadError = new MdsTransportException(MdsErrorKind.Io, "scripted");
        await lost.Task.WaitAsync(Limit);
        var error = await Assert.ThrowsAsync<MdsTransportException>(() => next.WaitAsync(Limit));
        Assert.Equal(MdsErrorKind.Disconnected, error.Kind);
        Assert.Contains("scripted", error.Message);
        Assert.Equal(5, client.Statistics.LinkErrors);
    }

    [Fact]
    public async Task A_device_that_comes_back_is_configured_and_streams_again()
    {
        var (first, second) = (new LoopHid(), new LoopHid { Identifier = "the-other-port" });
        var attempts = 0;
        ValueTask<IMdsBackend> Open(CancellationToken token) => ++attempts < 3
            ? throw new MdsTransportException(MdsErrorKind.NotFound, "not there yet")
            : new ValueTask<IMdsBackend>(new HidBackend(second));
        await using var client = new MdsClient(new HidBackend(first), Open, new MdsOptions { Reconnect = true, ReconnectInterval = TimeSpan.FromMilliseconds(10) });
        await client.InitializeAsync();
        await client.EnableStreamingAsync();
        second.Switched = _ => second.SendPacket(0, [0x08, 1, 2, 3]);
        await using var packets = client.ChunksAsync().GetAsyncEnumerator();
        var next = packets.MoveNextAsync().AsTask();
        first.SendPacket(9, [0x08, 1, 2, 3]);
        Assert.True(await next.WaitAsync(Limit));
        next = packets.MoveNextAsync().AsTask();
        first.IsUnplugged = true;
        Assert.True(await next.WaitAsync(Limit));

        // The numbers start anew with the new link: no false gap.
        Assert.Equal(SequenceStatus.First, packets.Current.Status);
        Assert.Equal(("the-other-port", 1L, 0L), (client.Config!.DeviceIdentifier, client.Statistics.Reconnects, client.Statistics.Gaps));
        Assert.Equal((3, 1, MdsState.Streaming), (attempts, first.Disposals, client.State));
        await client.DisposeAsync();
        Assert.Equal(["0501", "0500"], second.Log);
    }

    [Fact]
    public async Task The_search_for_a_lost_device_can_be_ended()
    {
        var device = new LoopHid();
        var tried = new TaskCompletionSource();
        await using var client = new MdsClient(
            new HidBackend(device),
            _ =>
            {
                tried.TrySetResult();
                throw new MdsTransportException(MdsErrorKind.NotFound, "gone for good");
            },
            new MdsOptions { Reconnect = true, ReconnectInterval = TimeSpan.FromMilliseconds(10) });
        await client.EnableStreamingAsync();
        device.IsUnplugged = true;
        await tried.Task.WaitAsync(Limit);
        await client.DisableStreamingAsync().WaitAsync(Limit);
        Assert.Equal(MdsState.Lost, client.State);
    }
}
