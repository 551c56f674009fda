using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using LabSdk.Grpc.Client;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Tests.Wire;

public sealed class MessageReaderTests
{
    private static readonly MessageLimits Limits = new(1000);
    private static readonly byte[] Stream =
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 1, 9, 0, 0, 0, 0, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    private static readonly string[] Expected = ["", "010203", "09", "0102030405060708090a0b0c"];

    [Fact]
    public void Stream_split_at_every_pair_of_positions_gives_the_same_messages()
    {
        for (var first = 0; first <= Stream.Length; first++)
        {
            for (var second = first; second <= Stream.Length; second++)
            {
                var messages = MessageSplitter.SplitAll(MessageSplitter.Cut(Stream, first, second), null, Limits);
                Assert.Equal(Expected, messages.Select(Convert.ToHexStringLower));
            }
        }
    }

    [Fact]
    public async Task Client_reader_gives_the_same_messages_for_every_split_of_the_body()
    {
        var marshaller = new Marshaller<byte[]>(bytes => bytes, bytes => bytes);
        for (var position = 0; position <= Stream.Length; position++)
        {
            var pipe = new Pipe();
            var reader = new ResponseReader<byte[]>(pipe.Reader.AsStream(), Limits, MessageEncoding.Identity, marshaller);
            await pipe.Writer.WriteAsync(Stream.AsMemory(0, position));
            var first = reader.ReadAsync(CancellationToken.None);
            await pipe.Writer.WriteAsync(Stream.AsMemory(position));
            await pipe.Writer.CompleteAsync();
            var messages = new List<string>();
            for (var message = await first; message is not null; message = await reader.ReadAsync(CancellationToken.None))
            {
                messages.Add(Convert.ToHexStringLower(message));
            }

            Assert.Equal(Expected, messages);
        }
    }

    [Fact]
    public void Prefix_is_judged_before_the_body_has_come()
    {
        var limit = new MessageLimits(100);
        Assert.Equal(StatusCode.ResourceExhausted, Read([0, 0, 0, 0, 101], limit).StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, Read([0, 0xff, 0xff, 0xff, 0xff], limit).StatusCode);
        Assert.Equal(StatusCode.Internal, Read([7, 0, 0, 0, 1], limit).StatusCode);
        var daemon = Read([0, 0, 0, 0, 101], new MessageLimits(100, DaemonStyle: true));
        Assert.Equal(
            (StatusCode.OutOfRange, "Error, message length too large: found 101 bytes, the limit is: 100 bytes"),
            (daemon.StatusCode, daemon.Status.Detail));
    }

    [Fact]
    public void Compression_bomb_stops_at_the_limit()
    {
        using var bomb = new MemoryStream();
        MessageCompression.Compress(new byte[64 * 1024 * 1024], MessageEncoding.Gzip, bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<RpcException>(() => MessageCompression.Inflate(
            new ReadOnlySequence<byte>(bomb.ToArray()), MessageEncoding.Gzip, new MessageLimits(1024 * 1024)));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public void Reading_plain_messages_allocates_nothing()
    {
        var sequence = new ReadOnlySequence<byte>(Stream);
        ReadAll(sequence);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            ReadAll(sequence);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void ReadAll(ReadOnlySequence<byte> stream)
        {
            while (MessageReader.TryRead(ref stream, Limits, false, out _, out _))
            {
            }
        }
    }

    private static RpcException Read(byte[] bytes, MessageLimits limits) => Assert.Throws<RpcException>(() =>
    {
        var sequence = new ReadOnlySequence<byte>(bytes);
        MessageReader.TryRead(ref sequence, limits, false, out _, out _);
    });
}
