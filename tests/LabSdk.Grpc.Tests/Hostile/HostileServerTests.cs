using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc.Tests.Interop;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Tests.Hostile;

/// <summary>What servers can send, right and wrong: every call ends with the right code, none hangs.</summary>
public sealed class HostileServerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly UnaryReply Reply = new() { Payload = new Payload { Body = ByteString.CopyFromUtf8("golden") } };

    [Fact]
    public async Task Golden_reply_is_read()
    {
        var reply = await CallAsync((connection, id) => AnswerAsync(connection, id));
        Assert.Equal(Reply, reply);
    }

    [Fact]
    public async Task Reply_in_frames_of_one_byte_is_read()
    {
        var reply = await CallAsync(async (connection, id) =>
        {
            await connection.SendResponseHeadersAsync(id);
            foreach (var value in Frame(Reply.ToByteArray()))
            {
                await connection.SendDataAsync(id, [value]);
                await connection.SendDataAsync(id, []);
            }

            await connection.SendHeadersAsync(id, endStream: true, ("grpc-status", "0"));
        });
        Assert.Equal(Reply, reply);
    }

    [Fact]
    public async Task Trailers_only_refusal_gives_its_status_and_metadata()
    {
        var error = await FailAsync((connection, id) => connection.SendHeadersAsync(
            id, endStream: true, (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "5"),
            ("grpc-message", "Device%20'x'%20not%20found 100%"), ("x-daq-error-kind", "driver")));
        Assert.Equal((StatusCode.NotFound, "Device 'x' not found 100%"), (error.StatusCode, error.Status.Detail));
        Assert.Equal("driver", error.Trailers.GetValue("x-daq-error-kind"));
    }

    [Fact]
    public async Task Missing_trailers_end_unknown() => await ExpectAsync(StatusCode.Unknown, async (connection, id) =>
    {
        await connection.SendResponseHeadersAsync(id);
        await connection.SendDataAsync(id, Frame(Reply.ToByteArray()), endStream: true);
    });

    [Fact]
    public async Task Trailers_win_over_headers()
    {
        var error = await FailAsync(async (connection, id) =>
        {
            await connection.SendResponseHeadersAsync(id, ("grpc-status", "0"), ("grpc-message", "first"));
            await connection.SendHeadersAsync(id, endStream: true, ("grpc-status", "10"), ("grpc-message", "second"));
        });
        Assert.Equal((StatusCode.Aborted, "second"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Trailers_twice_still_end_the_call_and_the_next_call_works()
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            for (var first = connection.Number == 1; ; first = false)
            {
                var id = await connection.ReadRequestAsync();
                await AnswerAsync(connection, id);
                if (first)
                {
                    await connection.SendHeadersAsync(id, endStream: true, ("grpc-status", "13"));
                }
            }
        });
        await using var channel = peer.CreateChannel(new GrpcChannelOptions { IsReadMethod = _ => true });
        var client = new Interop.Interop.InteropClient(channel.CreateCallInvoker());
        Assert.Equal(Reply, await client.UnaryCallAsync(new UnaryRequest()).ResponseAsync.WaitAsync(Limit));
        Assert.Equal(Reply, await client.UnaryCallAsync(new UnaryRequest()).ResponseAsync.WaitAsync(Limit));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("-1")]
    [InlineData("17")]
    [InlineData("x")]
    [InlineData("")]
    public async Task Unreadable_status_ends_unknown(string status) => await ExpectAsync(
        StatusCode.Unknown,
        (connection, id) => connection.SendHeadersAsync(
            id, endStream: true, (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", status)));

    [Fact]
    public async Task Html_page_with_status_502_ends_unavailable()
    {
        var error = await FailAsync(async (connection, id) =>
        {
            await connection.SendHeadersAsync(id, endStream: false, (":status", "502"), ("content-type", "text/html"));
            await connection.SendDataAsync(id, "<html><script>alert(1)</script></html>"u8.ToArray(), endStream: true);
        });
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Contains("502", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_page_with_status_200_ends_unknown() => await ExpectAsync(StatusCode.Unknown, async (connection, id) =>
    {
        await connection.SendHeadersAsync(id, endStream: false, (":status", "200"), ("content-type", "text/html"));
        await connection.SendDataAsync(id, "<html/>"u8.ToArray(), endStream: true);
    });

    [Fact]
    public async Task Status_of_an_http_error_wins_over_the_http_code() => await ExpectAsync(
        StatusCode.FailedPrecondition,
        (connection, id) => connection.SendHeadersAsync(id, endStream: true, (":status", "503"), ("grpc-status", "9")));

    [Fact]
    public async Task Headers_over_the_limit_end_resource_exhausted() => await ExpectAsync(
        StatusCode.ResourceExhausted,
        (connection, id) => connection.SendHeadersAsync(
            id, endStream: true, (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "0"),
            ("x-a", new string('a', 8000)), ("x-b", new string('b', 8000)), ("x-c", new string('c', 3000))));

    [Fact]
    public async Task Headers_of_8_KiB_are_accepted() => await ExpectAsync(
        StatusCode.NotFound,
        (connection, id) => connection.SendHeadersAsync(
            id, endStream: true, (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "5"), ("x-a", new string('a', 8192))));

    [Fact]
    public async Task Compressed_flag_without_encoding_ends_internal() =>
        await ExpectBodyAsync(StatusCode.Internal, Frame(GzipOf(Reply.ToByteArray()), compressed: true));

    [Fact]
    public async Task Unknown_encoding_ends_internal() => await ExpectBodyAsync(StatusCode.Internal, Frame(Reply.ToByteArray()), ("grpc-encoding", "snappy"));

    [Fact]
    public async Task Damaged_compressed_message_ends_internal() =>
        await ExpectBodyAsync(StatusCode.Internal, Frame([1, 2, 3, 4], compressed: true), ("grpc-encoding", "gzip"));

    [Fact]
    public async Task Damaged_message_ends_internal() => await ExpectBodyAsync(StatusCode.Internal, Frame([0xff, 0xff, 0xff]));

    [Fact]
    public async Task Compression_bomb_ends_resource_exhausted() => await ExpectBodyAsync(
        StatusCode.ResourceExhausted, Frame(GzipOf(new byte[64 * 1024 * 1024]), compressed: true), ("grpc-encoding", "gzip"), limit: 1024 * 1024);

    [Fact]
    public async Task Length_above_the_limit_is_refused_before_the_body_comes()
    {
        var error = await FailAsync(async (connection, id) =>
        {
            await connection.SendResponseHeadersAsync(id);
            await connection.SendDataAsync(id, [0, 0xff, 0xff, 0xff, 0xff]);
        });
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Length_larger_than_the_body_ends_internal() =>
        await ExpectBodyAsync(StatusCode.Internal, [0, 0, 0, 0, 50, 1, 2, 3]);

    [Fact]
    public async Task Second_message_of_a_unary_call_ends_internal() =>
        await ExpectBodyAsync(StatusCode.Internal, [.. Frame(Reply.ToByteArray()), .. Frame(Reply.ToByteArray())]);

    [Fact]
    public async Task Ok_without_a_message_ends_internal() => await ExpectBodyAsync(StatusCode.Internal, []);

    private static Task ExpectBodyAsync(StatusCode code, byte[] body, (string, string)? header = null, int limit = 4 * 1024 * 1024) =>
        ExpectAsync(code, (connection, id) => AnswerAsync(connection, id, body, header is { } named ? [named] : []), limit);

    private static async Task ExpectAsync(StatusCode code, Func<Http2PeerConnection, int, Task> answer, int limit = 4 * 1024 * 1024)
    {
        var error = await FailAsync(answer, limit);
        Assert.True(code == error.StatusCode, $"expected {code}: {error}");
    }

    private static Task<RpcException> FailAsync(Func<Http2PeerConnection, int, Task> answer, int limit = 4 * 1024 * 1024) =>
        Assert.ThrowsAsync<RpcException>(() => CallAsync(answer, limit));

    private static async Task<UnaryReply> CallAsync(Func<Http2PeerConnection, int, Task> answer, int limit = 4 * 1024 * 1024)
    {
        await using var peer = new Http2Peer(async connection =>
        {
            await connection.HandshakeAsync();
            await answer(connection, await connection.ReadRequestAsync());
        });
        await using var channel = peer.CreateChannel(new GrpcChannelOptions { MaxReceiveMessageBytes = limit, MaxAttempts = 1 });
        var client = new Interop.Interop.InteropClient(channel.CreateCallInvoker());
        return await client.UnaryCallAsync(new UnaryRequest()).ResponseAsync.WaitAsync(Limit);
    }

    private static Task AnswerAsync(Http2PeerConnection connection, int id) => AnswerAsync(connection, id, Frame(Reply.ToByteArray()), []);

    private static async Task AnswerAsync(Http2PeerConnection connection, int id, byte[] body, (string, string)[] headers)
    {
        await connection.SendResponseHeadersAsync(id, headers);
        foreach (var part in body.Chunk(16 * 1024))
        {
            await connection.SendDataAsync(id, part);
        }

        await connection.SendHeadersAsync(id, endStream: true, ("grpc-status", "0"));
    }

    private static byte[] Frame(byte[] payload, bool compressed = false)
    {
        var framed = new byte[MessagePrefix.Length + payload.Length];
        MessagePrefix.Write(framed, compressed, payload.Length);
        payload.CopyTo(framed.AsSpan(MessagePrefix.Length));
        return framed;
    }

    private static byte[] GzipOf(byte[] payload)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(payload);
        }

        return target.ToArray();
    }
}
