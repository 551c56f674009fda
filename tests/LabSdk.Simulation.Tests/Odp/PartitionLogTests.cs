using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation.Tests.Odp;

public class PartitionLogTests
{
    private const int Large = 1_000_000;
    private readonly LogCounters _counters = new();

    [Fact]
    public void Checksum_is_that_of_the_published_check_value()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        Assert.Equal(0u, Crc32C.Of([]));
    }

    [Fact]
    public void Batches_get_offsets_one_after_the_other_and_keep_their_bytes()
    {
        using var log = Memory();
        Assert.Equal(new AppendResult(KafkaErrorCode.None, 0, 0), log.Append(TestBatch.Of(3), Large));
        Assert.Equal(3, log.Append([.. TestBatch.Of(2), .. TestBatch.Of(1)], Large).BaseOffset);
        Assert.Equal((0, 6), log.Watermarks);
        var (result, bytes) = Read(log, 4);
        Assert.Equal(KafkaErrorCode.None, result.Error);
        RecordBatch.Check(bytes, out var first);
        Assert.Equal((3, 2), (first.BaseOffset, first.Count));
        Assert.Equal(TestBatch.Of(2)[12..], bytes[12..first.Size]);
    }

    [Fact]
    public void Reading_keeps_to_the_limit_but_gives_one_batch()
    {
        using var log = Memory();
        var size = TestBatch.Of(1).Length;
        for (var i = 0; i < 10; i++)
        {
            log.Append(TestBatch.Of(1), Large);
        }

        Assert.Equal(3 * size, Read(log, 0, (3 * size) + 5).Bytes.Length);
        Assert.Equal(size, Read(log, 0, 1).Bytes.Length);
        Assert.Empty(Read(log, 10).Bytes);
        List<ReadOnlyMemory<byte>> none = [];
        Assert.Equal(0, log.Read(0, 1, atLeastOne: false, none).Size);
        Assert.Equal(KafkaErrorCode.OffsetOutOfRange, log.Read(11, Large, true, none).Error);
        Assert.Equal(KafkaErrorCode.OffsetOutOfRange, log.Read(-1, Large, true, none).Error);
    }

    [Fact]
    public void A_full_partition_drops_the_oldest_and_counts_it()
    {
        using var log = new PartitionLog(null, 64 * 1024, _counters);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal(i * 10, log.Append(TestBatch.Of(10), Large).BaseOffset);
        }

        var (low, high) = log.Watermarks;
        Assert.Equal(100_000, high);
        Assert.InRange(log.Bytes, 32 * 1024, 64 * 1024);
        Assert.Equal(low, _counters.DroppedRecords);
        Assert.Equal(_counters.AppendedBytes - log.Bytes, _counters.DroppedBytes);
        Assert.Equal(log.Bytes, _counters.Bytes);
        Assert.Equal(KafkaErrorCode.OffsetOutOfRange, log.Read(low - 1, Large, true, []).Error);
        Assert.NotEmpty(Read(log, low).Bytes);
    }

    [Fact]
    public void What_is_no_batch_is_refused_and_nothing_of_it_stored()
    {
        using var log = Memory();
        var good = TestBatch.Of(2);
        var broken = TestBatch.Of(2);
        broken[^1] ^= 1;
        var old = TestBatch.Of(2);
        old[16] = 1;
        var miscounted = TestBatch.Of(2);
        miscounted[60] = 3;
        miscounted[26] = 2;
        Assert.Equal(KafkaErrorCode.CorruptMessage, log.Append(broken, Large).Error);
        Assert.Equal(KafkaErrorCode.CorruptMessage, log.Append(good.AsSpan(0, 40).ToArray(), Large).Error);
        Assert.Equal(KafkaErrorCode.UnsupportedForMessageFormat, log.Append(old, Large).Error);
        Assert.Equal(KafkaErrorCode.InvalidRecord, log.Append(TestBatch.Sealed(miscounted), Large).Error);
        Assert.Equal(KafkaErrorCode.InvalidRecord, log.Append(TestBatch.Of(1, attributes: 0x20), Large).Error);
        Assert.Equal(KafkaErrorCode.MessageTooLarge, log.Append(good, good.Length - 1).Error);
        Assert.Equal((0, 0), log.Watermarks);
    }

    [Fact]
    public void A_repeat_is_stored_once_and_a_hole_is_refused()
    {
        using var log = Memory();
        Assert.Equal(0, log.Append(TestBatch.Of(2, 5, 0, 0), Large).BaseOffset);
        Assert.Equal(2, log.Append(TestBatch.Of(3, 5, 0, 2), Large).BaseOffset);
        Assert.Equal(0, log.Append(TestBatch.Of(2, 5, 0, 0), Large).BaseOffset);
        Assert.Equal(2, log.Append(TestBatch.Of(3, 5, 0, 2), Large).BaseOffset);
        Assert.Equal(KafkaErrorCode.OutOfOrderSequenceNumber, log.Append(TestBatch.Of(1, 5, 0, 6), Large).Error);
        Assert.Equal(5, log.Append(TestBatch.Of(1, 5, 0, 5), Large).BaseOffset);
        Assert.Equal(KafkaErrorCode.OutOfOrderSequenceNumber, log.Append(TestBatch.Of(1, 5, 1, 3), Large).Error);
        Assert.Equal(6, log.Append(TestBatch.Of(1, 5, 1, 0), Large).BaseOffset);
        Assert.Equal(KafkaErrorCode.InvalidProducerEpoch, log.Append(TestBatch.Of(1, 5, 0, 6), Large).Error);
        Assert.Equal(7, log.Append(TestBatch.Of(1, 6, 0, 99), Large).BaseOffset);
        Assert.Equal((0, 8), log.Watermarks);
    }

    [Fact]
    public void A_repeat_that_is_too_old_is_called_one()
    {
        using var log = Memory();
        for (var i = 0; i < 6; i++)
        {
            log.Append(TestBatch.Of(1, 5, 0, i), Large);
        }

        Assert.Equal(KafkaErrorCode.DuplicateSequenceNumber, log.Append(TestBatch.Of(1, 5, 0, 0), Large).Error);
        Assert.Equal(1, log.Append(TestBatch.Of(1, 5, 0, 1), Large).BaseOffset);
    }

    [Fact]
    public void Numbers_of_batches_begin_anew_after_the_largest()
    {
        using var log = Memory();
        log.Append(TestBatch.Of(2, 5, 0, int.MaxValue - 1), Large);
        Assert.Equal(2, log.Append(TestBatch.Of(1, 5, 0, 0), Large).BaseOffset);
        using var other = Memory();
        other.Append(TestBatch.Of(3, 5, 0, int.MaxValue - 1), Large);
        Assert.Equal(3, other.Append(TestBatch.Of(1, 5, 0, 1), Large).BaseOffset);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1002, 2)]
    [InlineData(1500, 5)]
    [InlineData(2004, 9)]
    public void Times_are_found_to_the_record(long time, long offset)
    {
        using var log = Memory();
        log.Append(TestBatch.Of(5, timestamp: 1000), Large);
        log.Append(TestBatch.Of(5, timestamp: 2000), Large);
        Assert.Equal(offset, log.FirstSince(time)?.Offset);
        Assert.Null(log.FirstSince(2005));
    }

    [Fact]
    public void Deleted_records_are_gone_and_offsets_go_on()
    {
        using var log = Memory();
        log.Append(TestBatch.Of(5), Large);
        log.Append(TestBatch.Of(5), Large);
        Assert.Equal((KafkaErrorCode.None, 3), log.DeleteBefore(3));
        Assert.Equal((KafkaErrorCode.None, 3), log.DeleteBefore(1));
        Assert.Equal(KafkaErrorCode.OffsetOutOfRange, log.DeleteBefore(11).Error);
        Assert.Equal((3, 10), log.Watermarks);
        Assert.Equal((KafkaErrorCode.None, 10), log.DeleteBefore(-1));
        Assert.Equal(0, log.Bytes);
        Assert.Equal(10, log.Append(TestBatch.Of(1), Large).BaseOffset);
    }

    private PartitionLog Memory() => new(null, 1 << 26, _counters);

    private static (ReadResult Result, byte[] Bytes) Read(PartitionLog log, long offset, int most = Large)
    {
        List<ReadOnlyMemory<byte>> pieces = [];
        var result = log.Read(offset, most, atLeastOne: true, pieces);
        return (result, [.. pieces.SelectMany(piece => piece.ToArray())]);
    }
}
