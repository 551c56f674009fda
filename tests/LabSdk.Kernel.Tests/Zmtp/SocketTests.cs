using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Kernel.Zmtp;
using LabSdk.Kernel.Zmtp.Codec;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Tests.Zmtp;

public sealed class SocketTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Channel<(byte[] Sender, byte[][] Frames)> _received = Channel.CreateUnbounded<(byte[], byte[][])>();
    private readonly ConcurrentQueue<string> _log = [];
    private RouterSocket _router = null!;
    private PublisherSocket _publisher = null!;
    private ReplySocket _reply = null!;

    private ZmtpSocketOptions Options => new()
    {
        Log = _log.Enqueue,
        Limits = new ZmtpLimits { Handshake = TimeSpan.FromMilliseconds(500), Connections = 8, MessageBytes = 1 << 20, MessageFrames = 16, QueuedStreamBytes = 1 << 20 },
    };

    public Task InitializeAsync()
    {
        _router = new RouterSocket("shell", Options, (sender, frames) => _received.Writer.TryWrite((sender, frames)));
        _publisher = new PublisherSocket("iopub", Options);
        _reply = new ReplySocket("hb", Options);
        _router.Start();
        _publisher.Start();
        _reply.Start();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _router.DisposeAsync();
        await _publisher.DisposeAsync();
        await _reply.DisposeAsync();
    }

    [Fact]
    public async Task Everything_may_arrive_byte_by_byte()
    {
        await using var peer = await TestPeer.ConnectAsync(_router.Port);
        byte[] all =
        [
            .. TestPeer.GreetingBytes(), .. TestPeer.Frame(FrameFlags.Command, TestPeer.Ready("DEALER", "me")),
            .. TestPeer.Frame(FrameFlags.More, "one"u8), .. TestPeer.Frame(FrameFlags.None, new byte[300]),
        ];
        foreach (var one in all)
        {
            await peer.Stream.WriteAsync(new[] { one });
        }

        var (sender, frames) = await NextAsync();
        Same("me", sender);
        Assert.Equal([3, 300], frames.Select(frame => frame.Length));
    }

    [Fact]
    public async Task Message_is_delivered_whole_or_not_at_all()
    {
        await using (var half = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "half"))
        {
            await half.Stream.WriteAsync(TestPeer.Frame(FrameFlags.More, "never finished"u8));
        }

        await using var whole = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "whole");
        await whole.SendAsync("done"u8.ToArray());
        Same("whole", (await NextAsync()).Sender);
    }

    [Fact]
    public async Task Peer_without_identity_gets_one_and_is_answered_by_it()
    {
        await using var peer = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "");
        await peer.SendAsync("hello"u8.ToArray());
        var (sender, _) = await NextAsync();
        Assert.Equal(5, sender.Length);
        Assert.Equal(0, sender[0]);
        _router.Send(sender, new OutgoingMessage("back"u8.ToArray()));
        Same("back", (await peer.ReceiveAsync())[0]);
    }

    [Fact]
    public async Task Second_connection_of_an_identity_takes_over()
    {
        await using var first = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "same");
        await first.SendAsync("1"u8.ToArray());
        await NextAsync();
        await using var second = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "same");
        await second.SendAsync("2"u8.ToArray());
        await NextAsync();
        await first.WaitForCloseAsync();
        _router.Send("same"u8.ToArray(), new OutgoingMessage("to the second"u8.ToArray()));
        Same("to the second", (await second.ReceiveAsync())[0]);
    }

    [Fact]
    public async Task Junk_is_closed_at_its_first_byte_and_others_go_on()
    {
        await using var good = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "good");
        await using var browser = await TestPeer.ConnectAsync(_router.Port);
        await browser.Stream.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        await browser.WaitForCloseAsync();
        await good.SendAsync("x"u8.ToArray());
        Same("good", (await NextAsync()).Sender);
        Assert.Contains(_log, line => line.Contains("does not speak ZMTP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silent_peer_is_closed_when_the_handshake_takes_too_long()
    {
        await using var silent = await TestPeer.ConnectAsync(_router.Port);
        await silent.Stream.WriteAsync(TestPeer.GreetingBytes().AsMemory(0, 10));
        await silent.WaitForCloseAsync();
    }

    [Theory]
    [InlineData("SUB")]
    [InlineData("nonsense")]
    public async Task Peer_of_the_wrong_type_is_refused(string type)
    {
        await using var peer = await TestPeer.ConnectAsync(_router.Port);
        await peer.Stream.WriteAsync((byte[])[.. TestPeer.GreetingBytes(), .. TestPeer.Frame(FrameFlags.Command, TestPeer.Ready(type, null))]);
        await peer.WaitForCloseAsync();
        Assert.Contains(_log, line => line.Contains("another socket type", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_beyond_the_limits_closes_its_connection_only()
    {
        await using var good = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "good");
        await using var large = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "large");
        await large.Stream.WriteAsync((byte[])[2, 0, 0, 0, 0, 0, 0x20, 0, 0]);
        await large.WaitForCloseAsync();
        await using var many = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "many");
        for (var i = 0; i < 17; i++)
        {
            await many.Stream.WriteAsync(TestPeer.Frame(FrameFlags.More, "x"u8));
        }

        await many.WaitForCloseAsync();
        await good.SendAsync("x"u8.ToArray());
        Same("good", (await NextAsync()).Sender);
    }

    [Fact]
    public async Task Ping_is_answered_at_any_time_and_unknown_commands_are_ignored()
    {
        await using var peer = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "p");
        await peer.SendCommandAsync([7, .. "UNKNOWN"u8]);
        await peer.SendCommandAsync([4, .. "PING"u8, 0, 10, 9, 8]);
        var (flags, body) = await peer.ReadFrameAsync();
        Assert.Equal(FrameFlags.Command, flags);
        Assert.Equal([4, .. "PONG"u8, 9, 8], body);
    }

    [Fact]
    public async Task Heartbeat_comes_back_with_its_envelope()
    {
        await using var peer = await TestPeer.ShakeHandsAsync(_reply.Port, "REQ", "");
        await peer.SendAsync(Array.Empty<byte>(), "ping"u8.ToArray(), new byte[70000]);
        Assert.Equal([0, 4, 70000], (await peer.ReceiveAsync()).Select(frame => frame.Length));
    }

    [Fact]
    public async Task Subscriptions_are_prefixes_counted_and_given_up_in_both_forms()
    {
        await using var peer = await TestPeer.ShakeHandsAsync(_publisher.Port, "SUB");
        await peer.SubscribeAsync("a");
        await peer.SendAsync(new byte[] { 1, (byte)'a' });
        await peer.SendAsync(new byte[] { 1, (byte)'z' });
        await SettleAsync(peer);
        Publish("abc");
        Publish("xyz");
        Same("abc", (await peer.ReceiveAsync())[0]);

        // Asked for twice: giving it up once changes nothing.
        await peer.SendCommandAsync([6, .. "CANCEL"u8, (byte)'a']);
        await SettleAsync(peer);
        Publish("a2");
        Same("a2", (await peer.ReceiveAsync())[0]);
        await peer.SendAsync(new byte[] { 0, (byte)'a' });
        await SettleAsync(peer);
        Publish("a3");
        Publish("z!");
        Same("z!", (await peer.ReceiveAsync())[0]);
    }

    [Fact]
    public async Task Slow_subscriber_neither_blocks_the_publisher_nor_the_other_subscribers()
    {
        await using var slow = await TestPeer.ShakeHandsAsync(_publisher.Port, "SUB");
        await using var quick = await TestPeer.ShakeHandsAsync(_publisher.Port, "SUB");
        await slow.SubscribeAsync();
        await quick.SubscribeAsync();
        await SettleAsync(slow);
        await SettleAsync(quick);
        var text = new byte[64 << 10];
        var reading = Task.Run(async () =>
        {
            while (Encoding.ASCII.GetString((await quick.ReceiveAsync())[0]) != "end")
            {
            }
        });
        for (var i = 0; i < 1000; i++)
        {
            _publisher.Publish(new OutgoingMessage("s"u8.ToArray(), text) { Piece = new StreamPiece(this, 1, lost => new OutgoingMessage("lost"u8.ToArray(), BitConverter.GetBytes(lost))) });
            if (i % 100 == 0)
            {
                Publish($"status {i}");
            }
        }

        Publish("end");
        await reading.WaitAsync(Limit);
        var (pieces, lost, statuses) = (0L, 0L, 0);
        for (var frames = await slow.ReceiveAsync(); frames[0] is not [(byte)'e', ..]; frames = await slow.ReceiveAsync())
        {
            pieces += frames[0].Length == 1 ? 1 : 0;
            lost += frames[0] is [(byte)'l', ..] ? BitConverter.ToInt64(frames[1]) : 0;
            statuses += frames[0].Length > 5 ? 1 : 0;
        }

        Assert.Equal(1000, pieces + lost);
        Assert.InRange(lost, 1, 999);
        Assert.Equal(10, statuses);
    }

    [Fact]
    public async Task Port_in_use_is_named_with_advice()
    {
        var failure = Assert.Throws<LabConnectionException>(() => new ReplySocket("hb", Options with { Port = _reply.Port }));
        Assert.Equal("LAB-KERN-0006", failure.ErrorId);
        Assert.Contains($"hb socket cannot listen on 127.0.0.1:{_reply.Port}", failure.Message, StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_sent_before_closing_still_arrives()
    {
        await using var peer = await TestPeer.ShakeHandsAsync(_router.Port, "DEALER", "last");
        await peer.SendAsync("x"u8.ToArray());
        await NextAsync();
        _router.Send("last"u8.ToArray(), new OutgoingMessage(new byte[5 << 20]));
        var closing = _router.DisposeAsync();
        Assert.Equal(5 << 20, (await peer.ReceiveAsync())[0].Length);
        await closing;
        await peer.WaitForCloseAsync();
    }

    private async Task<(byte[] Sender, byte[][] Frames)> NextAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(Limit);

    private static void Same(string expected, byte[] actual) => Assert.Equal(expected, Encoding.ASCII.GetString(actual));

    private void Publish(string topic) => _publisher.Publish(new OutgoingMessage(Encoding.ASCII.GetBytes(topic)));

    /// <summary>A subscription has no answer, but a PING behind it has.</summary>
    private static async Task SettleAsync(TestPeer peer)
    {
        await peer.SendCommandAsync([4, .. "PING"u8, 0, 10]);
        var (flags, _) = await peer.ReadFrameAsync();
        Assert.Equal(FrameFlags.Command, flags);
    }
}
