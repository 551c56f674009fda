using System.Runtime.InteropServices;

namespace LabSdk.Data;

/// <summary>Writes an array column as one array with one more dimension: rows first.</summary>
internal static class NpyArrayWriter
{
    public static void Write(DataColumn column, Stream stream)
    {
        switch (column)
        {
            case DataColumn<double[]> c:
                Rows(c, "<f8", stream);
                break;
            case DataColumn<float[]> c:
                Rows(c, "<f4", stream);
                break;
            case DataColumn<int[]> c:
                Rows(c, "<i4", stream);
                break;
            case DataColumn<long[]> c:
                Rows(c, "<i8", stream);
                break;
            case DataColumn<ushort[]> c:
                Rows(c, "<u2", stream);
                break;
            case DataColumn<short[]> c:
                Rows(c, "<i2", stream);
                break;
            case DataColumn<byte[]> c:
                Rows(c, "|u1", stream);
                break;
            case DataColumn<uint[]> c:
                Rows(c, "<u4", stream);
                break;
        }
    }

    private static void Rows<T>(DataColumn<T[]> column, string type, Stream stream)
        where T : struct
    {
        var length = -1;
        for (var row = 0; row < column.Count; row++)
        {
            if (!column.TryGet(row, out var array))
            {
                continue;
            }

            length = length < 0 ? array.Length : length;
            if (array.Length != length || length == 0)
            {
                throw FrameErrors.NotRepresentable(column, "NPY", $"row {row} has {array.Length} values and an earlier row {length}",
                    "Numpy needs the same number of values, at least one, in every row: write JSON lines, or save such rows apart.");
            }
        }

        // Without a recorded row the description alone says how large an element is.
        var shape = column.Info.Shape ?? [Math.Max(1, length)];
        var blank = new T[shape.Aggregate(1, (product, size) => product * size)];
        NpyHeader.Write(stream, type, [column.Count, .. shape]);
        for (var row = 0; row < column.Count; row++)
        {
            stream.Write(MemoryMarshal.AsBytes((column.TryGet(row, out var array) ? array : blank).AsSpan()));
        }
    }
}
