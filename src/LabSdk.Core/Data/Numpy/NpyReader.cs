using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LabSdk.Data;

/// <summary>Reads an NPY array as a column: the first dimension counts rows, the others make an array per row.</summary>
internal static class NpyReader
{
    private const int MostBlankRows = 1 << 16;

    public static DataColumn Read(Stream stream, ColumnInfo info, long mostBytes)
    {
        var header = NpyHeader.Read(stream);
        var length = (long)header.Rows * header.PerRow * header.Type.Bytes;
        if (length > Math.Min(mostBytes, Array.MaxLength))
        {
            throw FrameErrors.Malformed("NPY", $"it claims {length} bytes of data, more than is allowed");
        }

        // Texts of no length cost memory that no byte of the file pays for.
        if (length == 0 && header.Rows > MostBlankRows)
        {
            throw FrameErrors.Malformed("NPY", $"its {header.Rows} rows hold nothing");
        }

        var data = BoundedStream.Read(stream, (int)length)
            ?? throw FrameErrors.Malformed("NPY", $"the data ends before the {length} bytes that its header claims");
        if (header.Type.IsBigEndian)
        {
            Swap(data, header.Type.Letter == 'U' ? 4 : header.Type.Bytes);
        }

        if (header.IsFortranOrder && header.Shape.Length > 1)
        {
            data = FortranOrder.ToRows(data, header.Shape, header.Type.Bytes);
        }

        return header.Shape.Length > 1 ? NpyArrays.Read(header, data, info) : NpyScalars.Read(header, data, info);
    }

    private static void Swap(byte[] data, int size)
    {
        switch (size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, uint>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(data.AsSpan());
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
