using Grpc.Core;

namespace LabSdk.Grpc.Tests.Interop;

internal static partial class InteropCases
{
    private static readonly Metadata Gzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    private static async Task ClientCompressedUnary(InteropPeer peer)
    {
        if (peer.SeesCompression)
        {
            var probe = await Assert.ThrowsAsync<RpcException>(async () => await peer.Client.UnaryCallAsync(Request(compressed: true)));
            Assert.Equal(StatusCode.InvalidArgument, probe.StatusCode);
        }

        foreach (var compressed in (bool[])[true, false])
        {
            var options = new CallOptions(Gzip, writeOptions: new WriteOptions(compressed ? default : WriteFlags.NoCompress));
            var reply = await peer.Client.UnaryCallAsync(Request(compressed), options);
            Assert.Equal(314159, reply.Payload.Body.Length);
        }

        static UnaryRequest Request(bool compressed) =>
            new() { ResponseSize = 314159, Payload = Zeros(271828), ExpectCompressed = compressed };
    }

    private static async Task ServerCompressedUnary(InteropPeer peer)
    {
        foreach (var compress in (bool[])[true, false])
        {
            var reply = await peer.Client.UnaryCallAsync(
                new UnaryRequest { ResponseSize = 314159, Payload = Zeros(271828), CompressResponse = compress });
            Assert.Equal(Zeros(314159), reply.Payload);
        }
    }

    private static async Task ClientCompressedStreaming(InteropPeer peer)
    {
        if (peer.SeesCompression)
        {
            using var probe = peer.Client.StreamingInput();
            await probe.RequestStream.WriteAsync(new InputRequest { Payload = Zeros(27182), ExpectCompressed = true });
            await probe.RequestStream.CompleteAsync();
            Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await probe)).StatusCode);
        }

        using var call = peer.Client.StreamingInput(Gzip);
        await call.RequestStream.WriteAsync(new InputRequest { Payload = Zeros(27182), ExpectCompressed = true });
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(new InputRequest { Payload = Zeros(45904), ExpectCompressed = false });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(73086, (await call).AggregatedSize);
    }

    private static async Task ServerCompressedStreaming(InteropPeer peer)
    {
        var request = new StreamRequest();
        request.Replies.Add(new ReplySpec { Size = 31415, Compressed = true });
        request.Replies.Add(new ReplySpec { Size = 92653, Compressed = false });
        using var call = peer.Client.StreamingOutput(request);
        var received = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            received.Add(reply.Payload.Body.Length);
        }

        Assert.Equal([31415, 92653], received);
    }
}
