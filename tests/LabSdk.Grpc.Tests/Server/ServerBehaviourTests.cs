using System.Net;
using Grpc.Core;
using LabSdk.Grpc.Server;
using LabSdk.Grpc.Tests.Client;
using LabSdk.Grpc.Tests.Interop;

namespace LabSdk.Grpc.Tests.Server;

public sealed class ServerBehaviourTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Daemon_style_refuses_large_and_compressed_requests_as_the_daemon_does()
    {
        var options = new GrpcServerOptions { Style = GrpcServerStyle.Tonic, MaxReceiveMessageBytes = 100, AcceptCompression = false };
        await using var test = await TestServer.StartAsync(options);
        var large = new UnaryRequest { Payload = new Payload { Body = Google.Protobuf.ByteString.CopyFrom(new byte[200]) } };
        var tooLarge = await Assert.ThrowsAsync<RpcException>(async () => await test.Client.UnaryCallAsync(large));
        Assert.Equal(StatusCode.OutOfRange, tooLarge.StatusCode);
        Assert.Equal(
            $"Error, message length too large: found {large.CalculateSize()} bytes, the limit is: 100 bytes", tooLarge.Status.Detail);

        using var call = test.Client.UnaryCallAsync(
            new UnaryRequest(), new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        var compressed = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(
            (StatusCode.Unimplemented, "Content is compressed with `gzip` which isn't supported"),
            (compressed.StatusCode, compressed.Status.Detail));
    }

    [Theory]
    [InlineData(GrpcServerStyle.Standard)]
    [InlineData(GrpcServerStyle.Tonic)]
    public async Task Handler_that_ignores_the_deadline_does_not_keep_the_client_waiting(GrpcServerStyle style)
    {
        var release = new TaskCompletionSource();
        var service = new ScriptedService { Unary = async (_, _) =>
        {
            await release.Task;
            return new UnaryReply();
        } };
        await using var test = await TestServer.StartAsync(new GrpcServerOptions { Style = style }, service: service);

        // A raw request sees what the server itself says at the deadline.
        var answer = await RawGrpc.PostAsync(
            test.Server.Address, "/labsdk.interop.Interop/UnaryCall", [0, 0, 0, 0, 0], ("grpc-timeout", "50m"));
        Assert.Equal(
            style == GrpcServerStyle.Tonic ? ("1", "Timeout expired") : ("4", "Deadline Exceeded"), (answer.Status, answer.Message));

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await test.Client.UnaryCallAsync(new UnaryRequest(), deadline: DateTime.UtcNow.AddMilliseconds(50)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        release.SetResult();
    }

    [Fact]
    public async Task Daemon_style_deadline_of_a_stream_ends_with_its_headers()
    {
        var time = new ManualTime();
        var service = new ScriptedService { Output = async (_, replies, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            time.Advance(TimeSpan.FromHours(1));
            await replies.WriteAsync(new StreamReply());
        } };
        var options = new GrpcServerOptions { Style = GrpcServerStyle.Tonic, TimeProvider = time };
        await using var test = await TestServer.StartAsync(options, service: service);
        var answer = await RawGrpc.PostAsync(
            test.Server.Address, "/labsdk.interop.Interop/StreamingOutput", [0, 0, 0, 0, 0], ("grpc-timeout", "100m"));
        Assert.Equal(("0", "0000000000"), (answer.Status, Convert.ToHexString(answer.Body)));
    }

    [Fact]
    public async Task Malformed_timeout_is_ignored()
    {
        await using var test = await TestServer.StartAsync();
        var answer = await RawGrpc.PostAsync(
            test.Server.Address, "/labsdk.interop.Interop/EmptyCall", [0, 0, 0, 0, 0], ("grpc-timeout", "1.5S"));
        Assert.Equal("0", answer.Status);
    }

    [Fact]
    public async Task Unknown_service_is_answered_with_trailers_only_and_no_message()
    {
        await using var test = await TestServer.StartAsync();
        var answer = await RawGrpc.PostAsync(test.Server.Address, "/no.Such/Method", [0, 0, 0, 0, 0]);
        Assert.Equal(("12", null, true), (answer.Status, answer.Message, answer.TrailersOnly));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000")]
    public async Task Not_exactly_one_request_is_unimplemented(string body)
    {
        await using var test = await TestServer.StartAsync();
        var answer = await RawGrpc.PostAsync(test.Server.Address, "/labsdk.interop.Interop/EmptyCall", Convert.FromHexString(body));
        Assert.Equal("12", answer.Status);
    }

    [Theory]
    [InlineData("020000000000", "13")]
    [InlineData("0100000000", "13")]
    [InlineData("0000000005ff", "13")]
    [InlineData("00ffffffff", "8")]
    [InlineData("0000000003ffffff", "13")]
    public async Task Damaged_request_is_refused(string body, string status)
    {
        await using var test = await TestServer.StartAsync();
        var answer = await RawGrpc.PostAsync(test.Server.Address, "/labsdk.interop.Interop/EmptyCall", Convert.FromHexString(body));
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Wrong_http_method_content_type_and_encoding_are_refused()
    {
        await using var test = await TestServer.StartAsync();
        var path = "/labsdk.interop.Interop/EmptyCall";
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await RawGrpc.SendAsync(test.Server.Address, HttpMethod.Get, path, "application/grpc", [])).HttpStatus);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await RawGrpc.SendAsync(test.Server.Address, HttpMethod.Post, path, "application/grpcweb", [])).HttpStatus);
        var proto = await RawGrpc.SendAsync(test.Server.Address, HttpMethod.Post, path, "application/grpc+proto", [0, 0, 0, 0, 0]);
        Assert.Equal((HttpStatusCode.OK, "0"), (proto.HttpStatus, proto.Status));
        var unknown = await RawGrpc.PostAsync(test.Server.Address, path, [0, 0, 0, 0, 0], ("grpc-encoding", "snappy"));
        Assert.Equal(("12", "identity,gzip,deflate"), (unknown.Status, unknown.AcceptEncoding));
    }

    [Fact]
    public async Task Reply_is_compressed_when_asked_and_accepted()
    {
        await using var test = await TestServer.StartAsync(new GrpcServerOptions { CompressResponses = true });
        byte[] request = [0, 0, 0, 0, 4, 8, 0xd0, 0x86, 0x03];
        var path = "/labsdk.interop.Interop/UnaryCall";
        var compressed = await RawGrpc.PostAsync(test.Server.Address, path, request, ("grpc-accept-encoding", "gzip"));
        Assert.Equal(("0", 1), (compressed.Status, compressed.Body[0]));
        Assert.InRange(compressed.Body.Length, 20, 2000);
        var plain = await RawGrpc.PostAsync(test.Server.Address, path, request);
        Assert.Equal(("0", 0), (plain.Status, plain.Body[0]));
        Assert.InRange(plain.Body.Length, 50_000, 60_000);
    }

    [Fact]
    public async Task Failing_handler_tells_nothing_of_its_inside()
    {
        var service = new ScriptedService { Unary = (_, _) => throw new InvalidOperationException("secret path /etc/lab") };
        await using var test = await TestServer.StartAsync(service: service);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await test.Client.UnaryCallAsync(new UnaryRequest()));
        Assert.Equal((StatusCode.Unknown, "Exception was thrown by handler."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Killed_server_ends_streams_with_unavailable_and_keeps_what_came()
    {
        var written = new TaskCompletionSource();
        var service = new ScriptedService { Output = async (_, replies, context) =>
        {
            for (var index = 0; index < 10; index++)
            {
                await replies.WriteAsync(new StreamReply());
            }

            written.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        } };
        await using var test = await TestServer.StartAsync(service: service);
        using var call = test.Client.StreamingOutput(new StreamRequest());
        for (var index = 0; index < 10; index++)
        {
            Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Limit));
        }

        await written.Task;
        await test.Server.AbortAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext().WaitAsync(Limit));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await test.Client.EmptyCallAsync(new Nothing()));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Taken_port_gives_a_readable_error()
    {
        await using var test = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<LabConnectionException>(
            () => GrpcServer.StartAsync(new GrpcServerOptions { Port = test.Server.Port }));
        Assert.Equal(GrpcErrorIds.ServerStart, error.ErrorId);
        Assert.Contains($"127.0.0.1:{test.Server.Port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unusable_options_are_all_listed()
    {
        var error = await Assert.ThrowsAsync<LabConfigurationException>(() => GrpcServer.StartAsync(
            new GrpcServerOptions { Port = 70_000, BindAddress = "lab", Certificate = "x" }));
        Assert.Contains("Port", error.Message, StringComparison.Ordinal);
        Assert.Contains("BindAddress", error.Message, StringComparison.Ordinal);
        Assert.Contains("CertificateKey", error.Message, StringComparison.Ordinal);
    }
}
