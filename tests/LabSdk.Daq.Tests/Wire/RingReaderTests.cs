using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Wire;

public class RingReaderTests
{
    [Fact]
    public void Records_come_once_and_in_order_while_the_ring_wraps()
    {
        var ring = MemoryRing.Create(64);
        var reader = new RingReader(ring, fromOldest: true);
        var seen = new List<byte[]>();
        for (byte i = 0; i < 100; i++)
        {
            ring.Write([i, (byte)(i + 1), (byte)(i + 2)]);
            Assert.True(reader.TryRead(seen));
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (byte)i), seen.Select(record => record[0]));
        Assert.Equal(0ul, reader.LostBytes);
    }

    [Fact]
    public void Record_larger_than_the_first_chunk_is_read_whole()
    {
        var ring = MemoryRing.Create(400_000);
        var large = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        ring.Write([1]);
        ring.Write(large);
        var seen = new List<byte[]>();
        Assert.True(new RingReader(ring, fromOldest: true).TryRead(seen));
        Assert.Equal(large, seen[1]);
    }

    [Fact]
    public void Overrun_jumps_to_the_newest_byte_and_counts_what_was_lost()
    {
        var ring = MemoryRing.Create(32);
        var reader = new RingReader(ring, fromOldest: true);
        for (var i = 0; i < 5; i++)
        {
            ring.Write(new byte[10]);
        }

        var seen = new List<byte[]>();
        Assert.True(reader.TryRead(seen));
        Assert.Empty(seen);
        Assert.Equal(70ul, reader.LostBytes);
        ring.Write([42]);
        Assert.True(reader.TryRead(seen));
        Assert.Equal([42], Assert.Single(seen));
    }

    [Fact]
    public void Write_during_the_copy_is_noticed_and_nothing_torn_is_returned()
    {
        var ring = MemoryRing.Create(64);
        ring.Write([1, 2, 3]);
        var reader = new RingReader(ring, fromOldest: true);
        var writes = 1;
        ring.BeforeCopy = () =>
        {
            if (writes-- > 0)
            {
                ring.Write([4, 5, 6]);
            }
        };
        var seen = new List<byte[]>();

        Assert.False(reader.TryRead(seen));
        Assert.Empty(seen);
        Assert.True(reader.TryRead(seen));
        Assert.Equal([[1, 2, 3], [4, 5, 6]], seen);
    }

    [Fact]
    public void Another_stream_id_begins_anew()
    {
        var ring = MemoryRing.Create(64);
        ring.Write([1]);
        var seen = new List<byte[]>();
        var reader = new RingReader(ring, fromOldest: true);
        reader.TryRead(seen);
        ring.Put(16, 0);
        ring.Put(48, 2);
        ring.Write([9]);
        Assert.True(reader.TryRead(seen));
        Assert.Equal([9], seen[^1]);
        Assert.Equal(2ul, reader.StreamId);
    }

    [Fact]
    public void Hostile_rings_throw_only_protocol_errors_and_end()
    {
        var random = new Random(4);
        for (var round = 0; round < 60_000; round++)
        {
            var ring = MemoryRing.Create(random.Next(1, 200));
            var noise = new byte[ring.Length - RingHeader.Length];
            random.NextBytes(noise);
            var payload = noise[..Math.Max(0, noise.Length - 4)];
            for (var i = 0; i < payload.Length && random.Next(2) == 0; i++)
            {
                payload[i] = 0;
            }

            ring.Write(payload);
            for (var change = random.Next(3); change > 0; change--)
            {
                var field = random.Next(0, 7) * 8;
                ring.Put(field, random.Next(3) switch { 0 => (ulong)random.NextInt64(), 1 => (ulong)random.Next(300), _ => ring.ReadUInt64(field) ^ (1ul << random.Next(64)) });
            }

            try
            {
                var reader = new RingReader(ring, random.Next(2) == 0);
                reader.TryRead([]);
            }
            catch (ProtocolException)
            {
            }
        }
    }
}
