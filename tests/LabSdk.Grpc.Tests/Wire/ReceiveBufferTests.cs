using System.Buffers;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Tests.Wire;

public sealed class ReceiveBufferTests
{
    [Fact]
    public void Any_order_of_reads_and_consumption_keeps_the_bytes_in_order()
    {
        var random = new Random(7);
        for (var round = 0; round < 10; round++)
        {
            using var buffer = new ReceiveBuffer();
            var (written, consumed, length) = (0, 0, 0);
            for (var step = 0; step < 60; step++)
            {
                var memory = buffer.GetMemory();
                var count = random.Next(4) == 0 ? memory.Length : random.Next(Math.Min(memory.Length, 5000) + 1);
                foreach (ref var value in memory.Span[..count])
                {
                    value = (byte)(written++ % 251);
                }

                buffer.Advance(count);
                length += count;
                var unread = buffer.AsSequence();
                Assert.Equal(length, unread.Length);
                Check(unread, consumed);
                var drop = random.Next(3) == 0 ? length : random.Next(length + 1) / (random.Next(3) + 1);
                buffer.KeepLast(length - drop);
                consumed += drop;
                length -= drop;
                Check(buffer.AsSequence(), consumed);
            }
        }

        static void Check(ReadOnlySequence<byte> unread, int offset)
        {
            foreach (var part in unread)
            {
                foreach (var value in part.Span)
                {
                    if (value != (byte)(offset++ % 251))
                    {
                        Assert.Fail($"wrong byte at {offset - 1}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Room_grows_with_what_has_arrived_only()
    {
        using var buffer = new ReceiveBuffer();
        long arrived = 0;
        while (arrived < 8 * 1024 * 1024)
        {
            var memory = buffer.GetMemory();
            Assert.InRange(memory.Length, 1, Math.Max(32 * 1024, 2 * arrived));
            buffer.Advance(memory.Length);
            arrived += memory.Length;
        }

        buffer.KeepLast(0);
        Assert.True(buffer.AsSequence().IsEmpty);
    }
}
