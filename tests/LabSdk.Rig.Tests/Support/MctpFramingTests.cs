using LabSdk.Rig.Tests.Support.Mctp;

namespace LabSdk.Rig.Tests.Support;

/// <summary>The far end's own framing: what it gets wrong it would hide in the tests that use it.</summary>
public sealed class MctpFramingTests
{
    [Fact]
    public void Check_sum_and_escapes_are_those_of_the_standard()
    {
        Assert.Equal(0x6F91, SerialFrames.Check("123456789"u8));
        var line = SerialFrames.Encode([1, 0x7E, 0x7D, 2]);
        Assert.Equal("7e0104017d5e7d5d02", Convert.ToHexStringLower(line[..^3]));
        Assert.Equal(0x7E, line[^1]);
    }

    [Fact]
    public void Packets_come_back_however_the_line_is_cut_and_damaged_ones_do_not()
    {
        var random = new Random(3);
        var packets = Enumerable.Range(0, 500).Select(_ =>
        {
            var packet = new byte[random.Next(4, 69)];
            random.NextBytes(packet);
            packet.AsSpan(0, Math.Min(2, packet.Length)).Fill(random.Next(2) == 0 ? (byte)0x7E : (byte)0x7D);
            return packet;
        }).ToArray();
        var line = packets.SelectMany(packet => SerialFrames.Encode(packet)).ToArray();
        var (frames, read) = (new SerialFrames(), new List<byte[]>());
        for (var at = 0; at < line.Length;)
        {
            var count = Math.Min(random.Next(1, 40), line.Length - at);
            read.AddRange(frames.Push(line.AsSpan(at, count)));
            at += count;
        }

        Assert.Equal(0, frames.Damaged);
        Assert.Equal(packets, read);

        var damaged = SerialFrames.Encode([1, 9, 8, 0xC8, 7]);
        damaged[4] ^= 1;
        Assert.Empty(frames.Push(damaged));
        Assert.Equal(1, frames.Damaged);
        Assert.Equal(packets[0], Assert.Single(frames.Push(SerialFrames.Encode(packets[0]))));
    }

    [Theory, InlineData(1), InlineData(64), InlineData(65), InlineData(128), InlineData(1513)]
    public void Messages_are_cut_and_put_together(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var message = new MctpMessage(9, 8, 3, IsTagOwner: true, bytes);
        var cut = MctpPackets.Cut(message).ToArray();
        Assert.Equal(Math.Max(1, (length + 63) / 64), cut.Length);
        var packets = new MctpPackets();
        var whole = cut.Select(packets.Push).OfType<MctpMessage>().Single();
        Assert.Equal((9, 8, 3, true), (whole.Destination, whole.Source, whole.Tag, whole.IsTagOwner));
        Assert.Equal(bytes, whole.Bytes);
        if (cut.Length > 2)
        {
            Assert.DoesNotContain(cut.Where((_, index) => index != 1).Select(packets.Push), part => part is not null);
            Assert.True(packets.Stray > 0);
        }
    }
}
