using System.Net;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using LabSdk.Grpc.Tests.Client;
using LabSdk.Grpc.Tests.Interop;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Tests.Hostile;

/// <summary>Connections that break, refuse or talk something else.</summary>
public sealed class HostileConnectionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly byte[] EmptyReply = [0, 0, 0, 0, 0];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Reset_with_a_code_ends_with_its_status(int http2Error)
    {
        foreach (var afterHeaders in (bool[])[true, false])
        {
            await using var peer = new Http2Peer(async connection =>
            {
                await connection.HandshakeAsync();
                for (; ; )
                {
                    var id = await connection.ReadRequestAsync();
                    if (afterHeaders)
                    {
                        await connection.SendResponseHeadersAsync(id);
                    }

                    await connection.SendResetAsync(id, http2Error);
                }
            });
            await using var channel = peer.CreateChannel(new GrpcChannelOptions { MaxAttempts = 1 });
            var error = await FailAsync(channel);
            Assert.Equal(StatusMapping.FromHttp2Error(http2Error), error.StatusCode);
        }
    }

    [Fact]
    public async Task Goaway_that_spares_the_call_lets_it_finish()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            var id = await connection.ReadRequestAsync();
            await connection.SendResponseHeadersAsync(id);
            await connection.SendGoAwayAsync(id, code: 0);
            await connection.SendDataAsync(id, EmptyReply);
            await connection.SendHeadersAsync(id, endStream: true, ("grpc-status", "0"));
        });
        await using var channel = peer.CreateChannel();
        Assert.Equal(new Nothing(), await CallAsync(channel));
        Assert.Equal(new Nothing(), await CallAsync(channel));
        Assert.Equal(2, peer.Connections);
    }

    [Fact]
    public async Task Goaway_that_excludes_the_call_sends_it_again_on_a_new_connection()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            var id = await connection.ReadRequestAsync();
            if (connection.Number == 1)
            {
                await connection.SendGoAwayAsync(lastStreamId: 0, code: 0);
                return;
            }

            await AnswerAsync(connection, id);
        });
        await using var channel = peer.CreateChannel();
        Assert.Equal(new Nothing(), await CallAsync(channel));
        Assert.Equal(2, peer.Connections);
    }

    [Fact]
    public async Task Goaway_for_too_many_pings_ends_unavailable()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            var id = await connection.ReadRequestAsync();
            await connection.SendGoAwayAsync(id, code: 11);
            connection.Raw.Close();
        });
        await using var channel = peer.CreateChannel();
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(channel)).StatusCode);
    }

    [Fact]
    public async Task Peer_that_answers_no_ping_counts_as_lost()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            await connection.ReadRequestAsync();
            await connection.HangAsync();
        });
        var options = new GrpcChannelOptions { KeepAliveDelay = TimeSpan.FromSeconds(1), KeepAliveTimeout = TimeSpan.FromSeconds(1) };
        await using var channel = peer.CreateChannel(options);
        var error = await FailAsync(channel);
        Assert.True(error.StatusCode == StatusCode.Unavailable, error.ToString());
    }

    [Fact]
    public async Task Refused_stream_is_tried_again_for_every_method()
    {
        var refused = 0;
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            for (; ; )
            {
                var id = await connection.ReadRequestAsync();
                if (Interlocked.Increment(ref refused) == 1)
                {
                    await connection.SendResetAsync(id, code: 7);
                }
                else
                {
                    await AnswerAsync(connection, id);
                }
            }
        });
        await using var channel = peer.CreateChannel();
        Assert.Equal(new Nothing(), await CallAsync(channel));
        Assert.Equal(2, refused);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Late_unavailable_is_tried_again_for_read_methods_only(bool isRead, int expected)
    {
        var requests = 0;
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            for (; ; )
            {
                var id = await connection.ReadRequestAsync();
                requests++;
                await connection.SendHeadersAsync(
                    id, endStream: true, (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "14"));
            }
        });
        await using var channel = peer.CreateChannel(
            new GrpcChannelOptions { InitialBackoff = TimeSpan.FromMilliseconds(1), IsReadMethod = _ => isRead });
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(channel)).StatusCode);
        Assert.Equal(expected, requests);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Connection_lost_before_the_reply_is_tried_again_for_read_methods_only(bool isRead, int expected)
    {
        var requests = 0;
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            await connection.ReadRequestAsync();
            Interlocked.Increment(ref requests);
            connection.Raw.Close();
        });
        await using var channel = peer.CreateChannel(
            new GrpcChannelOptions { InitialBackoff = TimeSpan.FromMilliseconds(1), IsReadMethod = _ => isRead });
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(channel)).StatusCode);
        Assert.Equal(expected, requests);
    }

    [Fact]
    public async Task Connection_lost_inside_a_message_ends_unavailable()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            var id = await connection.ReadRequestAsync();
            await connection.SendResponseHeadersAsync(id);
            await connection.SendDataAsync(id, [0, 0, 0, 0, 9, 1]);
            connection.Raw.Close();
        });
        await using var channel = peer.CreateChannel();
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(channel)).StatusCode);
    }

    [Fact]
    public async Task Early_end_of_a_client_stream_is_final()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            var id = await connection.ReadRequestAsync(headersOnly: true);
            await connection.SendHeadersAsync(
                id, endStream: true, (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "9"), ("grpc-message", "enough"));
            await connection.SendResetAsync(id, code: 0);
        });
        await using var channel = peer.CreateChannel();
        using var call = new Interop.Interop.InteropClient(channel.CreateCallInvoker()).StreamingInput();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Limit));
        Assert.Equal((StatusCode.FailedPrecondition, "enough"), (error.StatusCode, error.Status.Detail));
        var late = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new InputRequest()).WaitAsync(Limit));
        Assert.Equal(StatusCode.FailedPrecondition, late.StatusCode);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public async Task Something_else_than_http2_ends_with_an_error_that_names_the_address(string greeting)
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.Raw.WriteAsync(Encoding.Latin1.GetBytes(greeting));
            connection.Raw.Close();
        });
        await using var channel = peer.CreateChannel(new GrpcChannelOptions { MaxAttempts = 1 });
        var error = await FailAsync(channel);
        Assert.Contains(error.StatusCode, (StatusCode[])[StatusCode.Unavailable, StatusCode.Internal]);
        Assert.Contains($"127.0.0.1:{peer.Port}", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_gives_a_hint_and_both_localhost_addresses()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var channel = GrpcChannel.Create($"localhost:{port}", new GrpcChannelOptions { InitialBackoff = TimeSpan.Zero });
        var error = await FailAsync(channel);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Contains("Is the daemon running", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("::1 and 127.0.0.1", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains($"localhost:{port}", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_server_ends_at_the_deadline_and_the_stream_is_reset()
    {
        var time = new ManualTime();
        var (arrived, reset) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            await connection.ReadRequestAsync();
            arrived.SetResult();
            reset.SetResult(await connection.ReadResetAsync());
        });
        await using var channel = peer.CreateChannel(new GrpcChannelOptions { TimeProvider = time });
        var client = new Interop.Interop.InteropClient(channel.CreateCallInvoker());
        using var call = client.EmptyCallAsync(new Nothing(), deadline: time.GetUtcNow().UtcDateTime.AddMinutes(1));
        await arrived.Task.WaitAsync(Limit);
        Assert.False(call.ResponseAsync.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1.1));
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Limit));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Equal(8, await reset.Task.WaitAsync(Limit));
    }

    [Fact]
    public async Task Daemon_style_timeout_is_reported_as_a_deadline()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            var id = await connection.ReadRequestAsync();
            await connection.SendHeadersAsync(
                id, endStream: true, (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "1"), ("grpc-message", "Timeout%20expired"));
        });
        await using var channel = peer.CreateChannel();
        var client = new Interop.Interop.InteropClient(channel.CreateCallInvoker());
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.EmptyCallAsync(new Nothing(), deadline: DateTime.UtcNow.AddSeconds(60)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    private static async Task AnswerAsync(Http2PeerConnection connection, int id)
    {
        await connection.SendResponseHeadersAsync(id);
        await connection.SendDataAsync(id, EmptyReply);
        await connection.SendHeadersAsync(id, endStream: true, ("grpc-status", "0"));
    }

    private static Task<Nothing> CallAsync(GrpcChannel channel) =>
        new Interop.Interop.InteropClient(channel.CreateCallInvoker()).EmptyCallAsync(new Nothing()).ResponseAsync.WaitAsync(Limit);

    private static Task<RpcException> FailAsync(GrpcChannel channel) => Assert.ThrowsAsync<RpcException>(() => CallAsync(channel));
}
