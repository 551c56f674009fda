using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet.Tests.Wire;

public class FrameBufferTests
{
    private static readonly byte[] Two = [3, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 2, 0, 0, 0, 8, 9];

    [Fact]
    public void Messages_come_out_the_same_over_every_split()
    {
        for (var first = 1; first < Two.Length; first++)
        {
            for (var second = first; second < Two.Length; second++)
            {
                var buffer = new FrameBuffer(1024);
                var messages = new List<string>();
                foreach (var part in new[] { Two[..first], Two[first..second], Two[second..] })
                {
                    Feed(buffer, part);
                    while (buffer.TryTake(out var message))
                    {
                        messages.Add(Convert.ToHexString(message.Span));
                    }
                }

                Assert.Equal(["010203", "", "0809"], messages);
                Assert.Equal(0, buffer.Pending);
            }
        }
    }

    [Fact]
    public void Memory_follows_what_arrived_not_what_is_promised()
    {
        var buffer = new FrameBuffer(1024 * 1024 * 1024);
        Feed(buffer, [0, 0, 0, 0x3F, 1, 2, 3]);
        Assert.False(buffer.TryTake(out _));
        Assert.True(buffer.Capacity <= 4096);
        Feed(buffer, new byte[100_000]);
        Assert.False(buffer.TryTake(out _));
        Assert.InRange(buffer.Capacity, 100_000, 250_000);
    }

    [Fact]
    public void Length_beyond_the_limit_is_an_error_only_when_as_much_has_come()
    {
        var buffer = new FrameBuffer(1000);
        Feed(buffer, [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]);
        Assert.False(buffer.TryTake(out _));
        Assert.Contains("4294967295", buffer.Describe());
        Feed(buffer, new byte[997]);
        Assert.False(buffer.TryTake(out _));
        Feed(buffer, new byte[1]);
        Assert.Throws<FleetProtocolErrorException>(() => buffer.TryTake(out _));
        Assert.True(buffer.Capacity <= 4096);
    }

    [Fact]
    public void Large_buffer_is_given_back_when_it_is_empty()
    {
        var buffer = new FrameBuffer(64 * 1024 * 1024);
        var message = new byte[4 + 4 * 1024 * 1024];
        BitConverter.TryWriteBytes(message, 4 * 1024 * 1024);
        Feed(buffer, message);
        Assert.True(buffer.TryTake(out var taken));
        Assert.Equal(4 * 1024 * 1024, taken.Length);
        buffer.Free();
        Assert.Equal(4096, buffer.Capacity);
    }

    internal static void Feed(FrameBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var free = buffer.Free().Span;
            var count = Math.Min(free.Length, bytes.Length);
            bytes[..count].CopyTo(free);
            buffer.Arrived(count);
            bytes = bytes[count..];
        }
    }
}
