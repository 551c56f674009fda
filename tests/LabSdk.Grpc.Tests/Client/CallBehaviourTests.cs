using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc.Tests.Interop;
using LabSdk.Grpc.Tests.Server;

namespace LabSdk.Grpc.Tests.Client;

public sealed class CallBehaviourTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(50);

    [Fact]
    public async Task Blocking_stub_call_says_where_blocking_calls_are()
    {
        await using var test = await TestServer.StartAsync();
        var error = Assert.Throws<NotSupportedException>(() => test.Client.EmptyCall(new Nothing()));
        Assert.Contains("Async", error.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => { _ = new UnconnectedClient().EmptyCallAsync(new Nothing()); });
    }

    [Fact]
    public async Task Thousand_calls_at_once_all_get_their_own_reply()
    {
        await using var test = await TestServer.StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(size =>
            test.Client.UnaryCallAsync(new UnaryRequest { ResponseSize = size, Payload = new Payload { Body = ByteString.CopyFrom(new byte[size]) } }).ResponseAsync))
            .WaitAsync(Limit);
        Assert.Equal(Enumerable.Range(0, 1000), replies.Select(reply => reply.Payload.Body.Length));
    }

    [Fact]
    public async Task Slow_reader_gets_messages_of_64_MiB_and_holds_the_writer_back()
    {
        const int Size = (64 * 1024 * 1024) - 64;
        var written = 0;
        var service = new ScriptedService { Output = async (_, replies, _) =>
        {
            var reply = new StreamReply { Payload = new Payload { Body = UnsafeByteOperations.UnsafeWrap(new byte[Size]) } };
            for (var index = 0; index < 3; index++)
            {
                await replies.WriteAsync(reply);
                Interlocked.Increment(ref written);
            }
        } };
        await using var test = await TestServer.StartAsync(service: service);
        using var call = test.Client.StreamingOutput(new StreamRequest());
        for (var index = 0; index < 3; index++)
        {
            Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Limit));
            Assert.Equal(Size, call.ResponseStream.Current.Payload.Body.Length);

            // While this message was read only part of the next can have left the server.
            Assert.InRange(Volatile.Read(ref written), 0, index + 1);
        }

        Assert.False(await call.ResponseStream.MoveNext().WaitAsync(Limit));
    }

    [Fact]
    public async Task Deadline_that_has_passed_sends_nothing()
    {
        var called = false;
        var service = new ScriptedService { Unary = (_, _) =>
        {
            called = true;
            return Task.FromResult(new UnaryReply());
        } };
        await using var test = await TestServer.StartAsync(service: service);
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await test.Client.UnaryCallAsync(new UnaryRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Equal(0, test.Server.ConnectionCount);
        Assert.False(called);
    }

    [Fact]
    public async Task Stream_without_a_reader_is_cancelled_at_its_deadline()
    {
        var cancelled = new TaskCompletionSource();
        var service = new ScriptedService { Output = async (_, replies, context) =>
        {
            await replies.WriteAsync(new StreamReply());
            using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
        } };
        var time = new ManualTime();
        await using var test = await TestServer.StartAsync(channel: new GrpcChannelOptions { TimeProvider = time }, service: service);
        using var call = test.Client.StreamingOutput(new StreamRequest(), deadline: time.GetUtcNow().UtcDateTime.AddHours(1));
        Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Limit));
        time.Advance(TimeSpan.FromHours(2));
        await cancelled.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task Disposal_of_an_unread_stream_cancels_it_on_the_server()
    {
        var cancelled = new TaskCompletionSource();
        var service = new ScriptedService { Output = async (_, replies, context) =>
        {
            using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            await replies.WriteAsync(new StreamReply());
            await cancelled.Task;
        } };
        await using var test = await TestServer.StartAsync(service: service);
        var call = test.Client.StreamingOutput(new StreamRequest());
        Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Limit));
        call.Dispose();
        await cancelled.Task.WaitAsync(Limit);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        call.Dispose();
    }

    [Fact]
    public async Task Token_of_one_read_cancels_the_call()
    {
        await using var test = await TestServer.StartAsync();
        using var call = test.Client.FullDuplex();
        using var cancellation = new CancellationTokenSource();
        var next = call.ResponseStream.MoveNext(cancellation.Token);
        await cancellation.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => next.WaitAsync(Limit))).StatusCode);
    }

    [Fact]
    public async Task Closing_the_channel_cancels_its_calls_and_refuses_new_ones()
    {
        await using var test = await TestServer.StartAsync();
        using var call = test.Client.FullDuplex();
        var next = call.ResponseStream.MoveNext();
        await test.Channel.DisposeAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => next.WaitAsync(Limit))).StatusCode);
        var late = await Assert.ThrowsAsync<RpcException>(async () => await test.Client.EmptyCallAsync(new Nothing()));
        Assert.Equal(StatusCode.Cancelled, late.StatusCode);
    }

    [Fact]
    public async Task Request_over_the_send_limit_is_not_sent()
    {
        await using var test = await TestServer.StartAsync(channel: new GrpcChannelOptions { MaxSendMessageBytes = 100 });
        var request = new UnaryRequest { Payload = new Payload { Body = ByteString.CopyFrom(new byte[200]) } };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await test.Client.UnaryCallAsync(request));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(0, test.Server.ConnectionCount);
    }

    [Fact]
    public async Task Failing_serializer_is_not_taken_for_a_lost_connection()
    {
        await using var test = await TestServer.StartAsync();
        var method = new Method<Nothing, Nothing>(
            MethodType.Unary, "labsdk.interop.Interop", "EmptyCall",
            new Marshaller<Nothing>(_ => throw new FormatException("bad field"), _ => new Nothing()),
            new Marshaller<Nothing>(_ => [], _ => new Nothing()));
        var error = await Assert.ThrowsAsync<RpcException>(async () => await test.Invoker.AsyncUnaryCall(method, null, default, new Nothing()));
        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Contains("bad field", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_ends_a_duplex_call_early_ends_its_writer()
    {
        await using var test = await TestServer.StartAsync();
        using var call = test.Client.FullDuplex();
        await call.RequestStream.WriteAsync(new StreamRequest { ResponseStatus = new EchoStatus { Code = 9, Message = "enough" } });
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext().WaitAsync(Limit));
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        var late = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new StreamRequest()).WaitAsync(Limit));
        Assert.Equal("enough", late.Status.Detail);
        await call.RequestStream.CompleteAsync();
        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task Status_is_unknown_while_the_call_runs_and_stays_after_it()
    {
        await using var test = await TestServer.StartAsync();
        using var call = test.Client.FullDuplex();
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.False(await call.ResponseStream.MoveNext());
        call.Dispose();
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new StreamRequest()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://host:1")]
    [InlineData("http://host:1/path")]
    [InlineData("http://user@host:1")]
    [InlineData("http://")]
    [InlineData("a b:5")]
    public void Unusable_address_is_refused_with_an_example(string address)
    {
        var error = Assert.Throws<LabConfigurationException>(() => GrpcChannel.Create(address));
        Assert.Equal(GrpcErrorIds.InvalidAddress, error.ErrorId);
        Assert.Contains("localhost:50051", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unusable_options_are_all_listed()
    {
        var error = Assert.Throws<LabConfigurationException>(() => GrpcChannel.Create("localhost:1", new GrpcChannelOptions
        {
            MaxReceiveMessageBytes = 0, MaxAttempts = 0, KeepAliveDelay = TimeSpan.Zero, MaxBackoff = TimeSpan.FromMilliseconds(1),
            Tls = new GrpcTlsOptions { ClientCertificate = "x" },
        }));
        foreach (var member in (string[])["MaxReceiveMessageBytes", "MaxAttempts", "KeepAliveDelay", "MaxBackoff", "Tls"])
        {
            Assert.Contains(member, error.Message, StringComparison.Ordinal);
        }
    }

    private sealed class UnconnectedClient : Interop.Interop.InteropClient;
}
