using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using LabSdk.Benchmarks.Grpc;

namespace LabSdk.Benchmarks.Comparisons.Grpc;

/// <summary>A frame whose pixels lie in a pooled array, copied once from the connection: how the daq client reads frames.</summary>
internal sealed class PooledFrame : IDisposable
{
    private const uint NumberTag = 8;
    private const uint DataTag = 18;

    public static readonly Method<FramesRequest, PooledFrame> Method = new(
        MethodType.ServerStreaming,
        "labsdk.bench.Bench",
        "Frames",
        Marshallers.Create<FramesRequest>(request => request.ToByteArray(), FramesRequest.Parser.ParseFrom),
        Marshallers.Create<PooledFrame>((_, _) => throw new NotSupportedException(), Read));

    private readonly byte[] _array;

    private PooledFrame(byte[] array, int start, int length)
    {
        _array = array;
        Data = array.AsMemory(start, length);
    }

    public ulong Number { get; private init; }

    public ReadOnlyMemory<byte> Data { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);

    private static PooledFrame Read(DeserializationContext context)
    {
        var array = ArrayPool<byte>.Shared.Rent(context.PayloadLength);
        context.PayloadAsReadOnlySequence().CopyTo(array);
        using var input = new CodedInputStream(array, 0, Math.Min(32, context.PayloadLength));
        var tag = input.ReadTag();
        var number = tag == NumberTag ? input.ReadUInt64() : 0;
        tag = tag == NumberTag ? input.ReadTag() : tag;
        if (tag != DataTag)
        {
            throw new InvalidDataException("A frame without data arrived.");
        }

        var length = input.ReadLength();
        return new PooledFrame(array, (int)input.Position, length) { Number = number };
    }
}
