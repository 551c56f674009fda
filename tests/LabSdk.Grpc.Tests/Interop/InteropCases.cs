using Google.Protobuf;
using Grpc.Core;

namespace LabSdk.Grpc.Tests.Interop;

/// <summary>The official interop list as named cases, runnable against any server of the interop service.</summary>
internal static partial class InteropCases
{
    public static readonly IReadOnlyDictionary<string, Func<InteropPeer, Task>> All = new Dictionary<string, Func<InteropPeer, Task>>
    {
        ["empty_unary"] = EmptyUnary,
        ["large_unary"] = LargeUnary,
        ["client_compressed_unary"] = ClientCompressedUnary,
        ["server_compressed_unary"] = ServerCompressedUnary,
        ["client_streaming"] = ClientStreaming,
        ["client_compressed_streaming"] = ClientCompressedStreaming,
        ["server_streaming"] = ServerStreaming,
        ["server_compressed_streaming"] = ServerCompressedStreaming,
        ["ping_pong"] = PingPong,
        ["empty_stream"] = EmptyStream,
        ["custom_metadata"] = CustomMetadata,
        ["status_code_and_message"] = StatusCodeAndMessage,
        ["special_status_message"] = SpecialStatusMessage,
        ["unimplemented_method"] = UnimplementedMethod,
        ["unimplemented_service"] = UnimplementedService,
        ["cancel_after_begin"] = CancelAfterBegin,
        ["cancel_after_first_response"] = CancelAfterFirstResponse,
        ["timeout_on_sleeping_server"] = TimeoutOnSleepingServer,
    };

    public static TheoryData<string> Names => new(All.Keys);

    private static async Task EmptyUnary(InteropPeer peer) => Assert.Equal(new Nothing(), await peer.Client.EmptyCallAsync(new Nothing()));

    private static async Task LargeUnary(InteropPeer peer)
    {
        var reply = await peer.Client.UnaryCallAsync(new UnaryRequest { ResponseSize = 314159, Payload = Zeros(271828) });
        Assert.Equal(Zeros(314159), reply.Payload);
    }

    private static async Task ClientStreaming(InteropPeer peer)
    {
        using var call = peer.Client.StreamingInput();
        foreach (var size in (int[])[27182, 8, 1828, 45904])
        {
            await call.RequestStream.WriteAsync(new InputRequest { Payload = Zeros(size) });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(74922, (await call).AggregatedSize);
    }

    private static async Task ServerStreaming(InteropPeer peer)
    {
        int[] sizes = [31415, 9, 2653, 58979];
        var request = new StreamRequest();
        request.Replies.AddRange(sizes.Select(size => new ReplySpec { Size = size }));
        using var call = peer.Client.StreamingOutput(request);
        var received = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            received.Add(reply.Payload.Body.Length);
        }

        Assert.Equal(sizes, received);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    private static async Task PingPong(InteropPeer peer)
    {
        using var call = peer.Client.FullDuplex();
        foreach (var (up, down) in ((int, int)[])[(27182, 31415), (8, 9), (1828, 2653), (45904, 58979)])
        {
            var request = new StreamRequest { Payload = Zeros(up) };
            request.Replies.Add(new ReplySpec { Size = down });
            await call.RequestStream.WriteAsync(request);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(down, call.ResponseStream.Current.Payload.Body.Length);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    private static async Task EmptyStream(InteropPeer peer)
    {
        using var call = peer.Client.FullDuplex();
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    private static async Task CustomMetadata(InteropPeer peer)
    {
        var headers = new Metadata
        {
            { "x-grpc-test-echo-initial", "test_initial_metadata_value" },
            { "x-grpc-test-echo-trailing-bin", [0xab, 0xab, 0xab] },
        };
        using var unary = peer.Client.UnaryCallAsync(new UnaryRequest { ResponseSize = 1, Payload = Zeros(1) }, headers);
        await unary;
        Check(await unary.ResponseHeadersAsync, unary.GetTrailers());

        using var duplex = peer.Client.FullDuplex(headers);
        var request = new StreamRequest();
        request.Replies.Add(new ReplySpec { Size = 1 });
        await duplex.RequestStream.WriteAsync(request);
        await duplex.RequestStream.CompleteAsync();
        Assert.True(await duplex.ResponseStream.MoveNext());
        Assert.False(await duplex.ResponseStream.MoveNext());
        Check(await duplex.ResponseHeadersAsync, duplex.GetTrailers());

        static void Check(Metadata initial, Metadata trailers)
        {
            Assert.Equal("test_initial_metadata_value", initial.GetValue("x-grpc-test-echo-initial"));
            Assert.Equal(new byte[] { 0xab, 0xab, 0xab }, trailers.GetValueBytes("x-grpc-test-echo-trailing-bin"));
        }
    }

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
