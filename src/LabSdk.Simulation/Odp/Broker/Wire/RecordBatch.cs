using System.Buffers.Binary;

namespace LabSdk.Simulation.Odp;

/// <summary>
/// The header of a batch of records in message format 2: base offset i64, length i32, leader epoch i32, magic i8, CRC u32,
/// attributes i16, last offset delta i32, base and maximum timestamp i64, producer id i64, its epoch i16, base sequence i32,
/// number of records i32, then the records.
/// </summary>
internal readonly record struct RecordBatch
{
    public const int HeaderSize = 61;
    public const int LengthEnd = 12;

    private const int MagicAt = 16;
    private const int CrcAt = 17;
    private const int AttributesAt = 21;
    private const byte Magic = 2;
    private const int CodecMask = 0x07;
    private const int ControlFlag = 0x20;

    public long BaseOffset { get; private init; }

    /// <summary>Bytes of the whole batch, the header included.</summary>
    public int Size { get; private init; }

    public short Attributes { get; private init; }

    public int LastOffsetDelta { get; private init; }

    public long BaseTimestamp { get; private init; }

    public long MaxTimestamp { get; private init; }

    public long ProducerId { get; private init; }

    public short ProducerEpoch { get; private init; }

    public int BaseSequence { get; private init; }

    public int Count { get; private init; }

    /// <summary>0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd.</summary>
    public int Codec => Attributes & CodecMask;

    public bool IsControl => (Attributes & ControlFlag) != 0;

    /// <summary>Reads the header at the beginning of some bytes. The batch may be longer than they are.</summary>
    public static KafkaErrorCode Read(ReadOnlySpan<byte> bytes, out RecordBatch batch)
    {
        batch = default;
        if (bytes.Length <= MagicAt)
        {
            return KafkaErrorCode.CorruptMessage;
        }

        // Formats 0 and 1 have their magic at the same place.
        if (bytes[MagicAt] != Magic)
        {
            return bytes[MagicAt] < Magic ? KafkaErrorCode.UnsupportedForMessageFormat : KafkaErrorCode.CorruptMessage;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[8..]);
        if (bytes.Length < HeaderSize || length < HeaderSize - LengthEnd || length > int.MaxValue - LengthEnd)
        {
            return KafkaErrorCode.CorruptMessage;
        }

        batch = new RecordBatch
        {
            BaseOffset = BinaryPrimitives.ReadInt64BigEndian(bytes),
            Size = LengthEnd + length,
            Attributes = BinaryPrimitives.ReadInt16BigEndian(bytes[AttributesAt..]),
            LastOffsetDelta = BinaryPrimitives.ReadInt32BigEndian(bytes[23..]),
            BaseTimestamp = BinaryPrimitives.ReadInt64BigEndian(bytes[27..]),
            MaxTimestamp = BinaryPrimitives.ReadInt64BigEndian(bytes[35..]),
            ProducerId = BinaryPrimitives.ReadInt64BigEndian(bytes[43..]),
            ProducerEpoch = BinaryPrimitives.ReadInt16BigEndian(bytes[51..]),
            BaseSequence = BinaryPrimitives.ReadInt32BigEndian(bytes[53..]),
            Count = BinaryPrimitives.ReadInt32BigEndian(bytes[57..]),
        };
        return KafkaErrorCode.None;
    }

    /// <summary>The first batch in what a producer sent, its checksum and framing checked.</summary>
    public static KafkaErrorCode Check(ReadOnlySpan<byte> bytes, out RecordBatch batch)
    {
        var error = Read(bytes, out batch);
        if (error != KafkaErrorCode.None)
        {
            return error;
        }

        if (batch.Size > bytes.Length || Crc32C.Of(bytes[AttributesAt..batch.Size]) != BinaryPrimitives.ReadUInt32BigEndian(bytes[CrcAt..]))
        {
            return KafkaErrorCode.CorruptMessage;
        }

        return batch.Count > 0 && batch.LastOffsetDelta == batch.Count - 1 && !batch.IsControl && batch.Codec <= 4
            && (batch.Codec != 0 || RecordFrames.Fit(bytes[HeaderSize..batch.Size], batch.Count))
            ? KafkaErrorCode.None
            : KafkaErrorCode.InvalidRecord;
    }

    /// <summary>Gives a batch its place in the log. The checksum does not cover these fields.</summary>
    public static void Place(Span<byte> batch, long baseOffset)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, baseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[LengthEnd..], 0);
    }
}
