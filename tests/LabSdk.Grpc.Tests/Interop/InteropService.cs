using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc.Server.Calls;

namespace LabSdk.Grpc.Tests.Interop;

/// <summary>The C# implementation of the interop service.</summary>
internal sealed class InteropService : Interop.InteropBase
{
    private readonly CancellationCounter _cancelled = new();

    public override Task<Nothing> EmptyCall(Nothing request, ServerCallContext context) => Task.FromResult(new Nothing());

    public override async Task<UnaryReply> UnaryCall(UnaryRequest request, ServerCallContext context)
    {
        await EchoMetadataAsync(context, request.CompressResponse);
        if (request.HasExpectCompressed)
        {
            Expect(context, request.ExpectCompressed);
        }

        Throw(request.ResponseStatus);
        return new UnaryReply { Payload = Zeros(request.ResponseSize) };
    }

    public override async Task StreamingOutput(
        StreamRequest request, IServerStreamWriter<StreamReply> responseStream, ServerCallContext context)
    {
        await EchoMetadataAsync(context, request.Replies.Any(reply => reply.Compressed));
        await WriteAsync(request, responseStream, context);
    }

    public override async Task<InputReply> StreamingInput(IAsyncStreamReader<InputRequest> requestStream, ServerCallContext context)
    {
        await EchoMetadataAsync(context, compress: false);
        var size = 0;
        try
        {
            await foreach (var request in requestStream.ReadAllAsync())
            {
                if (request.HasExpectCompressed)
                {
                    Expect(context, request.ExpectCompressed);
                }

                size += request.Payload.Body.Length;
            }
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            _cancelled.Add();
            throw;
        }

        return new InputReply { AggregatedSize = size };
    }

    public override async Task FullDuplex(
        IAsyncStreamReader<StreamRequest> requestStream, IServerStreamWriter<StreamReply> responseStream, ServerCallContext context)
    {
        await EchoMetadataAsync(context, compress: false);
        try
        {
            await foreach (var request in requestStream.ReadAllAsync())
            {
                await WriteAsync(request, responseStream, context);
            }
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            _cancelled.Add();
            throw;
        }
    }

    public override async Task<Observation> WaitForCancellations(Observation request, ServerCallContext context) =>
        new() { Cancelled = await _cancelled.WaitForAsync(request.Cancelled, context.CancellationToken) };

    private static async Task EchoMetadataAsync(ServerCallContext context, bool compress)
    {
        var headers = new Metadata();
        if (context.RequestHeaders.GetValue("x-grpc-test-echo-initial") is { } initial)
        {
            headers.Add("x-grpc-test-echo-initial", initial);
        }

        if (compress)
        {
            headers.Add("grpc-internal-encoding-request", "gzip");
        }

        if (context.RequestHeaders.GetValueBytes("x-grpc-test-echo-trailing-bin") is { } trailing)
        {
            context.ResponseTrailers.Add("x-grpc-test-echo-trailing-bin", trailing);
        }

        if (headers.Count > 0)
        {
            await context.WriteResponseHeadersAsync(headers);
        }
    }

    private static async Task WriteAsync(StreamRequest request, IServerStreamWriter<StreamReply> replies, ServerCallContext context)
    {
        if (request.Sleep)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        Throw(request.ResponseStatus);
        foreach (var reply in request.Replies)
        {
            replies.WriteOptions = new WriteOptions(reply.Compressed ? default : WriteFlags.NoCompress);
            await replies.WriteAsync(new StreamReply { Payload = Zeros(reply.Size) });
        }
    }

    private static void Expect(ServerCallContext context, bool compressed)
    {
        if (((HttpServerCallContext)context).LastRequestWasCompressed != compressed)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The compression of the request is not as announced."));
        }
    }

    private static void Throw(EchoStatus? status)
    {
        if (status is { Code: not 0 })
        {
            throw new RpcException(new Status((StatusCode)status.Code, status.Message));
        }
    }

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };
}
