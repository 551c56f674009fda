using System.Runtime.InteropServices;

namespace LabSdk.Data;

/// <summary>One array per row.</summary>
internal static class NpyArrays
{
    public static DataColumn Read(NpyHeader header, byte[] data, ColumnInfo info)
    {
        // Empty rows cost memory that no byte of the file pays for.
        if (header.PerRow == 0 && header.Rows > 0)
        {
            throw FrameErrors.Malformed("NPY", "its rows hold no values");
        }

        if (header.Shape.Length > 2)
        {
            info = info with { Shape = header.Shape[1..] };
        }

        return (header.Type.Letter, header.Type.Size) switch
        {
            ('f', 8) => Rows<double, double>(header, data, info, value => value),
            ('f', 4) => Rows<float, float>(header, data, info, value => value),
            ('f', _) => Rows<Half, float>(header, data, info, value => (float)value),
            ('i', 8) => Rows<long, long>(header, data, info, value => value),
            ('i', 4) => Rows<int, int>(header, data, info, value => value),
            ('i', 2) => Rows<short, short>(header, data, info, value => value),
            ('i', _) => Rows<sbyte, short>(header, data, info, value => value),
            ('u', 8) => Rows<ulong, long>(header, data, info, NpyScalars.ToLong),
            ('u', 4) => Rows<uint, uint>(header, data, info, value => value),
            ('u', 2) => Rows<ushort, ushort>(header, data, info, value => value),
            ('u', _) or ('b', _) => Rows<byte, byte>(header, data, info, value => value),
            _ => throw FrameErrors.Malformed("NPY", "texts and times have more than one dimension"),
        };
    }

    private static DataColumn<TItem[]> Rows<TStored, TItem>(NpyHeader header, byte[] data, ColumnInfo info, Converter<TStored, TItem> convert)
        where TStored : struct
    {
        var rows = new TItem[header.Rows][];
        var stored = MemoryMarshal.Cast<byte, TStored>(data);
        for (var row = 0; row < rows.Length; row++)
        {
            var part = stored.Slice(row * header.PerRow, header.PerRow).ToArray();
            rows[row] = part as TItem[] ?? Array.ConvertAll(part, convert);
        }

        return new DataColumn<TItem[]>(info, rows);
    }
}
