using System.Buffers.Binary;
using System.IO.Compression;

namespace LabSdk.Display;

/// <summary>Writes PNG files: grey with 8 or 16 bits, RGB, and colour tables.</summary>
internal static class PngWriter
{
    private const byte Grey = 0, Rgb = 2, Indexed = 3;
    private static readonly uint[] CrcTable = BuildCrcTable();

    /// <summary>The pixels of an image as they are.</summary>
    public static byte[] Encode(PixelImage image)
    {
        if (image.Layout is PixelLayout.Gray8 or PixelLayout.Rgb24)
        {
            return Encode(image.Width, image.Height, 8, image.IsColour ? Rgb : Grey, image.Data, []);
        }

        if (image.Layout == PixelLayout.Gray16BigEndian)
        {
            return Encode(image.Width, image.Height, 16, Grey, image.Data, []);
        }

        // PNG stores the high byte first.
        var swapped = new byte[image.Data.Length];
        for (var i = 0; i < swapped.Length; i += 2)
        {
            swapped[i] = image.Data[i + 1];
            swapped[i + 1] = image.Data[i];
        }

        return Encode(image.Width, image.Height, 16, Grey, swapped, []);
    }

    /// <summary>One byte per pixel that points into a table of colours.</summary>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="indices">One byte per pixel.</param>
    /// <param name="colors">The table, at most 256 entries.</param>
    /// <param name="transparent">An entry that is not drawn, or -1.</param>
    public static byte[] EncodeIndexed(int width, int height, ReadOnlySpan<byte> indices, ReadOnlySpan<(byte R, byte G, byte B)> colors, int transparent = -1)
    {
        var table = new byte[colors.Length * 3];
        for (var i = 0; i < colors.Length; i++)
        {
            (table[3 * i], table[(3 * i) + 1], table[(3 * i) + 2]) = colors[i];
        }

        return Encode(width, height, 8, Indexed, indices, table, transparent);
    }

    private static byte[] Encode(int width, int height, byte bits, byte type, ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> table, int transparent = -1)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = bits;
        header[9] = type;
        header[10..].Clear();
        Chunk(file, "IHDR"u8, header);
        if (!table.IsEmpty)
        {
            Chunk(file, "PLTE"u8, table);
        }

        if (transparent >= 0)
        {
            var alpha = new byte[transparent + 1];
            alpha.AsSpan(0, transparent).Fill(255);
            Chunk(file, "tRNS"u8, alpha);
        }

        Chunk(file, "IDAT"u8, Compress(pixels, height, pixels.Length / height, type == Indexed ? 0 : bits / 8 * (type == Rgb ? 3 : 1)));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int height, int stride, int bytesPerPixel)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            var filtered = new byte[stride + 1];
            for (var row = 0; row < height; row++)
            {
                var line = pixels.Slice(row * stride, stride);
                Filter(line, bytesPerPixel, filtered);
                zlib.Write(filtered);
            }
        }

        return data.ToArray();
    }

    // Differences to the left neighbour compress smooth pictures; colour tables and noise are better left alone.
    private static void Filter(ReadOnlySpan<byte> line, int bytesPerPixel, byte[] filtered)
    {
        long plain = 0, difference = 0;
        for (var i = bytesPerPixel; i < line.Length && bytesPerPixel > 0; i++)
        {
            plain += Math.Abs((sbyte)line[i] + 0);
            difference += Math.Abs((sbyte)(line[i] - line[i - bytesPerPixel]) + 0);
        }

        if (bytesPerPixel == 0 || difference >= plain)
        {
            filtered[0] = 0;
            line.CopyTo(filtered.AsSpan(1));
            return;
        }

        filtered[0] = 1;
        for (var i = 0; i < line.Length; i++)
        {
            filtered[i + 1] = (byte)(line[i] - (i >= bytesPerPixel ? line[i - bytesPerPixel] : 0));
        }
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var value in data)
        {
            crc = CrcTable[(crc ^ value) & 255] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] BuildCrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[n] = c;
        }

        return table;
    }
}
