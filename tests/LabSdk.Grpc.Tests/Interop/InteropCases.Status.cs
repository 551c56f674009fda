using Grpc.Core;

namespace LabSdk.Grpc.Tests.Interop;

internal static partial class InteropCases
{
    private const string SpecialMessage = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

    private static async Task StatusCodeAndMessage(InteropPeer peer) => await ExpectStatusAsync(peer, 2, "test status message");

    private static async Task SpecialStatusMessage(InteropPeer peer) => await ExpectStatusAsync(peer, 2, SpecialMessage);

    private static async Task ExpectStatusAsync(InteropPeer peer, int code, string message)
    {
        var status = new EchoStatus { Code = code, Message = message };
        var unary = await Assert.ThrowsAsync<RpcException>(async () =>
            await peer.Client.UnaryCallAsync(new UnaryRequest { ResponseStatus = status }));
        Assert.Equal(((StatusCode)code, message), (unary.StatusCode, unary.Status.Detail));

        using var duplex = peer.Client.FullDuplex();
        await duplex.RequestStream.WriteAsync(new StreamRequest { ResponseStatus = status });
        await duplex.RequestStream.CompleteAsync();
        var streamed = await Assert.ThrowsAsync<RpcException>(() => duplex.ResponseStream.MoveNext());
        Assert.Equal(((StatusCode)code, message), (streamed.StatusCode, streamed.Status.Detail));
    }

    private static async Task UnimplementedMethod(InteropPeer peer)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await peer.Client.NotImplementedAsync(new Nothing()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    private static async Task UnimplementedService(InteropPeer peer)
    {
        var client = new NotThere.NotThereClient(peer.Invoker);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.CallAsync(new Nothing()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    private static async Task CancelAfterBegin(InteropPeer peer)
    {
        var before = (await peer.Client.WaitForCancellationsAsync(new Observation())).Cancelled;
        using var cancellation = new CancellationTokenSource();
        using var call = peer.Client.StreamingInput(
            new Metadata { { "x-grpc-test-echo-initial", "begun" } }, cancellationToken: cancellation.Token);
        await call.ResponseHeadersAsync;
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        Assert.True(await peer.SawCancellationAsync(before + 1));
    }

    private static async Task CancelAfterFirstResponse(InteropPeer peer)
    {
        var before = (await peer.Client.WaitForCancellationsAsync(new Observation())).Cancelled;
        using var cancellation = new CancellationTokenSource();
        using var call = peer.Client.FullDuplex(cancellationToken: cancellation.Token);
        var request = new StreamRequest { Payload = Zeros(27182) };
        request.Replies.Add(new ReplySpec { Size = 31415 });
        await call.RequestStream.WriteAsync(request);
        Assert.True(await call.ResponseStream.MoveNext());
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.True(await peer.SawCancellationAsync(before + 1));
    }

    private static async Task TimeoutOnSleepingServer(InteropPeer peer)
    {
        using var call = peer.Client.FullDuplex(deadline: DateTime.UtcNow.AddMilliseconds(1));
        try
        {
            await call.RequestStream.WriteAsync(new StreamRequest { Payload = Zeros(27182), Sleep = true });
        }
        catch (RpcException late)
        {
            // One millisecond may be over before the first write.
            Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        }

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }
}
