using System.Runtime.InteropServices;
using System.Text;

namespace LabSdk.Data;

/// <summary>Writes a column as an NPY array, little-endian, version 1.0.</summary>
internal static class NpyWriter
{
    private const long LargestTextBlock = 1L << 30;
    private const int BlockRows = 4096;
    private const long NotATime = long.MinValue;

    /// <summary>True when numpy has a place for null in such an array: NaN or NaT.</summary>
    public static bool HoldsNull(DataColumn column) =>
        Element.IsFloating(column.Kind) || column.Kind is ValueKind.DateTimeOffset or ValueKind.TimeSpan;

    public static void Write(DataColumn column, Stream stream)
    {
        switch (column)
        {
            case DataColumn<double> c:
                Numbers(c, "<f8", stream);
                break;
            case DataColumn<float> c:
                Numbers(c, "<f4", stream);
                break;
            case DataColumn<int> c:
                Numbers(c, "<i4", stream);
                break;
            case DataColumn<long> c:
                Numbers(c, "<i8", stream);
                break;
            case DataColumn<bool> c:
                Numbers(c, "|b1", stream);
                break;
            case DataColumn<DateTimeOffset> c:
                Ticks(c, "<M8[100ns]", value => value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, stream);
                break;
            case DataColumn<TimeSpan> c:
                Ticks(c, "<m8[100ns]", value => value.Ticks, stream);
                break;
            case DataColumn<string> c:
                Texts(c, stream);
                break;
            default:
                NpyArrayWriter.Write(column, stream);
                break;
        }
    }

    private static void Numbers<T>(DataColumn<T> column, string type, Stream stream)
        where T : struct
    {
        NpyHeader.Write(stream, type, [column.Count]);
        stream.Write(MemoryMarshal.AsBytes(column.Values));
    }

    private static void Ticks<T>(DataColumn<T> column, string type, Converter<T, long> convert, Stream stream)
    {
        NpyHeader.Write(stream, type, [column.Count]);
        var counts = new long[column.Count];
        for (var row = 0; row < counts.Length; row++)
        {
            counts[row] = column.IsRecorded(row) ? convert(column.Values[row]) : NotATime;
        }

        stream.Write(MemoryMarshal.AsBytes(counts.AsSpan()));
    }

    private static void Texts(DataColumn<string> column, Stream stream)
    {
        var longest = 1;
        for (var row = 0; row < column.Count; row++)
        {
            var text = column.Values[row] ?? "";
            if (text.EndsWith('\0'))
            {
                throw FrameErrors.NotRepresentable(column, "NPY", $"the text in row {row} ends with a zero character, which numpy cuts off",
                    "Write JSON lines, or change the text.");
            }

            longest = Math.Max(longest, text.Length);
        }

        var size = 4 * longest;
        if ((long)size * column.Count > LargestTextBlock)
        {
            throw FrameErrors.NotRepresentable(column, "NPY", "numpy stores every text as long as the longest, which would need more than 1 GiB",
                "Write CSV or JSON lines.");
        }

        NpyHeader.Write(stream, $"<U{longest}", [column.Count]);
        var block = new byte[size * Math.Min(BlockRows, Math.Max(1, column.Count))];
        for (var start = 0; start < column.Count; start += BlockRows)
        {
            var rows = Math.Min(BlockRows, column.Count - start);
            Array.Clear(block);
            for (var i = 0; i < rows; i++)
            {
                Encoding.UTF32.GetBytes(column.Values[start + i] ?? "", block.AsSpan(i * size, size));
            }

            stream.Write(block, 0, rows * size);
        }
    }
}
