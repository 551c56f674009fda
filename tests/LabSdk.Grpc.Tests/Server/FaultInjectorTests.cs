using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using LabSdk.Grpc.Server;
using LabSdk.Grpc.Server.Faults;
using LabSdk.Grpc.Tests.Hostile;
using LabSdk.Grpc.Tests.Interop;

namespace LabSdk.Grpc.Tests.Server;

public sealed class FaultInjectorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly FaultInjector _faults = new();
    private int _handled;

    [Fact]
    public async Task Refusal_meets_the_named_method_as_often_as_told()
    {
        await using var test = await StartAsync();
        _faults.Add(FaultRule.Refuse(StatusCode.FailedPrecondition, "busy", "UnaryCall", skip: 1, count: 1));
        await test.Client.UnaryCallAsync(new UnaryRequest());
        var error = await Assert.ThrowsAsync<RpcException>(async () => await test.Client.UnaryCallAsync(new UnaryRequest()));
        Assert.Equal((StatusCode.FailedPrecondition, "busy"), (error.StatusCode, error.Status.Detail));
        await test.Client.UnaryCallAsync(new UnaryRequest());
        Assert.Equal(2, _handled);
    }

    [Fact]
    public async Task Dropped_connection_without_messages_spares_the_handler()
    {
        await using var test = await StartAsync();
        _faults.Add(FaultRule.DropConnection(method: "/labsdk.interop.Interop/UnaryCall", count: 1));
        Assert.Equal(StatusCode.Unavailable, await FailAsync(test));
        Assert.Equal(0, _handled);
        await test.Client.UnaryCallAsync(new UnaryRequest());
    }

    [Fact]
    public async Task Lost_reply_ran_the_handler()
    {
        await using var test = await StartAsync();
        _faults.Add(FaultRule.LoseReply("UnaryCall"));
        Assert.Equal(StatusCode.Unavailable, await FailAsync(test));
        Assert.Equal(1, _handled);
    }

    [Theory]
    [InlineData(true, (2 * 19) + 9)]
    [InlineData(false, 2 * 19)]
    public async Task Connection_is_closed_behind_the_bytes_before_the_fault(bool half, int expected)
    {
        await using var test = await StartAsync();
        _faults.Add(half ? FaultRule.HalfMessage(afterMessages: 2) : FaultRule.DropConnection(afterMessages: 2));
        Assert.Equal(StatusCode.Unavailable, (await StreamAsync(test)).Code);

        // HttpClient forgets what was not read when a connection ends; the socket shows what was sent.
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, test.Server.Port);
        var connection = new Http2PeerConnection(socket.GetStream(), 1, new CancellationTokenSource(Limit).Token);
        await connection.SendRequestAsync("/labsdk.interop.Interop/StreamingOutput", [0, 0, 0, 0, 0]);
        Assert.Equal(expected, (await connection.ReadDataToEndAsync()).Length);
    }

    [Theory]
    [InlineData(2, (int)StatusCode.Internal)]
    [InlineData(8, (int)StatusCode.Cancelled)]
    [InlineData(11, (int)StatusCode.ResourceExhausted)]
    public async Task Reset_ends_the_stream_with_its_code(int http2Error, int expected)
    {
        await using var test = await StartAsync();
        _faults.Add(FaultRule.Reset(http2Error, method: "StreamingOutput"));
        Assert.Equal((0, (StatusCode)expected), await StreamAsync(test));
        await test.Client.UnaryCallAsync(new UnaryRequest());
    }

    [Fact]
    public async Task Slow_writer_delivers_everything()
    {
        await using var test = await StartAsync();
        _faults.Add(FaultRule.SlowWriter(bytesPerStep: 3, TimeSpan.FromMilliseconds(1)));
        Assert.Equal((5, StatusCode.OK), await StreamAsync(test));
    }

    [Fact]
    public async Task Delayed_call_still_obeys_its_deadline()
    {
        await using var test = await StartAsync();
        _faults.Add(FaultRule.Delay(TimeSpan.FromMinutes(5)));
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await test.Client.UnaryCallAsync(new UnaryRequest(), deadline: DateTime.UtcNow.AddMilliseconds(100)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        _faults.Clear();
        await test.Client.UnaryCallAsync(new UnaryRequest());
        Assert.Equal(1, _handled);
    }

    private static async Task<(int Messages, StatusCode Code)> StreamAsync(TestServer test)
    {
        var messages = 0;
        using var call = test.Client.StreamingOutput(new StreamRequest());
        try
        {
            while (await call.ResponseStream.MoveNext().WaitAsync(Limit))
            {
                messages++;
            }

            return (messages, StatusCode.OK);
        }
        catch (RpcException error)
        {
            return (messages, error.StatusCode);
        }
    }

    private static async Task<StatusCode> FailAsync(TestServer test) =>
        (await Assert.ThrowsAsync<RpcException>(() => test.Client.UnaryCallAsync(new UnaryRequest()).ResponseAsync.WaitAsync(Limit))).StatusCode;

    private Task<TestServer> StartAsync()
    {
        var options = new GrpcServerOptions();
        options.AddInterceptor(_faults);
        var service = new ScriptedService
        {
            Unary = (_, _) =>
            {
                _handled++;
                return Task.FromResult(new UnaryReply());
            },
            Output = async (_, replies, _) =>
            {
                for (var index = 0; index < 5; index++)
                {
                    await replies.WriteAsync(new StreamReply { Payload = new Payload { Body = Google.Protobuf.ByteString.CopyFrom(new byte[10]) } });
                }
            },
        };
        return TestServer.StartAsync(options, service: service);
    }
}
