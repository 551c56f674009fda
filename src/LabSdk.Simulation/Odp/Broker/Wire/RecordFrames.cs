using System.IO.Compression;

namespace LabSdk.Simulation.Odp;

/// <summary>The records inside a batch: length, attributes, timestamp delta, offset delta, then key, value and headers.</summary>
internal static class RecordFrames
{
    /// <summary>More than this is not unpacked to look for a time.</summary>
    private const int MostUnpacked = 64 * 1024 * 1024;

    /// <summary>True when the bytes are exactly so many records by their lengths.</summary>
    public static bool Fit(ReadOnlySpan<byte> records, int count)
    {
        for (; count > 0; count--)
        {
            if (!TryVarint(ref records, out var length) || length < 6 || length > records.Length)
            {
                return false;
            }

            records = records[(int)length..];
        }

        return records.IsEmpty;
    }

    /// <summary>
    /// The first record of a batch that is not older than a time, or null when none is. Batches that are compressed with
    /// something else than gzip are not opened: their first record stands for all of them.
    /// </summary>
    public static (long Timestamp, long Offset)? FirstSince(ReadOnlySpan<byte> batch, in RecordBatch header, long baseOffset, long timestamp)
    {
        var records = batch[RecordBatch.HeaderSize..];
        if (header.Codec == 1)
        {
            records = Unpack(records);
        }
        else if (header.Codec != 0)
        {
            return (header.BaseTimestamp, baseOffset);
        }

        while (TryVarint(ref records, out var length) && length > 0 && length <= records.Length)
        {
            var record = records[..(int)length];
            records = records[(int)length..];
            record = record[1..];
            if (!TryVarint(ref record, out var timestampDelta) || !TryVarint(ref record, out var offsetDelta))
            {
                break;
            }

            if (header.BaseTimestamp + timestampDelta >= timestamp)
            {
                return (header.BaseTimestamp + timestampDelta, baseOffset + Math.Clamp(offsetDelta, 0, header.LastOffsetDelta));
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[81920];
            while (plain.Length < MostUnpacked && gzip.Read(buffer) is > 0 and var count)
            {
                plain.Write(buffer, 0, count);
            }

            return plain.GetBuffer().AsSpan(0, (int)plain.Length);
        }
        catch (InvalidDataException)
        {
            return default;
        }
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out long value)
    {
        ulong raw = 0;
        for (var index = 0; index < bytes.Length && index < 10; index++)
        {
            raw |= (ulong)(bytes[index] & 0x7f) << (7 * index);
            if (bytes[index] < 0x80)
            {
                bytes = bytes[(index + 1)..];
                value = (long)(raw >> 1) ^ -(long)(raw & 1);
                return true;
            }
        }

        value = 0;
        return false;
    }
}
