using System.Buffers;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Wire;

public class Lz4PropertyTests
{
    private const int HostileInputs = 60_000;

    [Fact]
    public void Packed_bytes_of_every_kind_unpack_to_themselves()
    {
        var random = new Random(1);
        for (var round = 0; round < 3_000; round++)
        {
            var input = Sample(random, random.Next(0, 2_000));
            var packed = Lz4Block.EncodePrefixed(input);
            Assert.True(packed.Length <= Lz4Block.MaximumEncodedLength(input.Length));
            Assert.Equal(input, Lz4Block.DecodePrefixed(Segments.Split(packed, random.Next(1, 300)), 10_000));
        }
    }

    [Fact]
    public void Long_runs_and_far_matches_unpack_to_themselves()
    {
        var random = new Random(2);
        foreach (var length in new[] { 70_000, 300_000, 1_000_001 })
        {
            var input = new byte[length];
            random.NextBytes(input.AsSpan(0, 100));
            input.AsSpan(0, 100).CopyTo(input.AsSpan(length / 2));
            input.AsSpan(length - 40_000).Fill(7);
            Assert.Equal(input, Lz4Block.DecodePrefixed(new ReadOnlySequence<byte>(Lz4Block.EncodePrefixed(input)), length));
        }
    }

    [Fact]
    public void Repeating_data_gets_small() => Assert.True(Lz4Block.EncodePrefixed(new byte[100_000]).Length < 500);

    [Fact]
    public void Hostile_blocks_throw_only_protocol_errors_and_never_write_outside()
    {
        var random = new Random(3);
        var broken = 0;
        for (var round = 0; round < HostileInputs; round++)
        {
            var block = Hostile(random);
            var memory = new byte[random.Next(0, 400)];
            var output = memory.AsSpan(0, random.Next(0, memory.Length + 1));
            memory.AsSpan(output.Length).Fill(0xA5);
            try
            {
                Lz4Block.Decode(Segments.Split(block, random.Next(1, 40)), output);
            }
            catch (ProtocolException)
            {
                broken++;
            }

            Assert.Equal(-1, memory.AsSpan(output.Length).IndexOfAnyExcept((byte)0xA5));
        }

        Assert.True(broken > HostileInputs / 2);
    }

    [Fact]
    public void Announced_size_over_the_limit_is_refused_before_memory_is_taken()
    {
        byte[] packed = [0xFF, 0xFF, 0xFF, 0xFF, 0];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ProtocolException>(() => Lz4Block.DecodePrefixed(new ReadOnlySequence<byte>(packed), 100 << 20));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    private static byte[] Sample(Random random, int length)
    {
        var bytes = new byte[length];
        var alphabet = random.Next(1, 40);
        for (var i = 0; i < length; i++)
        {
            bytes[i] = random.Next(4) > 0 && i > 20 ? bytes[i - random.Next(1, 20)] : (byte)random.Next(alphabet);
        }

        return bytes;
    }

    /// <summary>Half random bytes, half good blocks with a few bytes changed or cut off.</summary>
    private static byte[] Hostile(Random random)
    {
        if (random.Next(2) == 0)
        {
            var noise = new byte[random.Next(0, 120)];
            random.NextBytes(noise);
            return noise;
        }

        var block = Lz4Block.EncodePrefixed(Sample(random, random.Next(1, 300)))[Lz4Block.SizePrefixLength..];
        for (var change = random.Next(4); change > 0; change--)
        {
            block[random.Next(block.Length)] = (byte)random.Next(256);
        }

        return block[..random.Next(1, block.Length + 1)];
    }
}
