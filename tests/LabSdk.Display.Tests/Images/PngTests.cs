using System.Buffers.Binary;
using System.IO.Compression;
using LabSdk.Devices;

namespace LabSdk.Display.Tests.Images;

public sealed class PngTests
{
    [Fact]
    public void Gray_16_bit_keeps_every_value()
    {
        ushort[] values = [.. Enumerable.Range(0, 35).Select(i => (ushort)(i * 1873))];
        var png = Read(PixelImage.FromGray16(7, 5, values).ToPng().Span);

        Assert.Equal((7, 5, 16, 0), (png.Width, png.Height, png.Bits, png.Type));
        Assert.Equal(values, Enumerable.Range(0, 35).Select(i => BinaryPrimitives.ReadUInt16BigEndian(png.Pixels.AsSpan(2 * i))));
    }

    [Fact]
    public void Big_and_little_endian_frames_give_the_same_image()
    {
        byte[] little = [1, 2, 3, 4], big = [2, 1, 4, 3];
        var first = PixelImage.FromFrame(new Frame("c", 2, 1, PixelFormat.U16LittleEndian, little)).ToPng();
        var second = PixelImage.FromFrame(new Frame("c", 2, 1, PixelFormat.U16BigEndian, big)).ToPng();

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void Gray_8_bit_and_rgb_keep_every_value()
    {
        var random = new Random(5);
        var bytes = new byte[33 * 17 * 3];
        random.NextBytes(bytes);

        Assert.Equal(bytes, Read(PixelImage.FromRgb24(33, 17, bytes).ToPng().Span).Pixels);
        Assert.Equal(bytes[..(33 * 17)], Read(PixelImage.FromGray8(33, 17, bytes).ToPng().Span).Pixels);
    }

    [Fact]
    public void A_smooth_picture_is_filtered_and_still_exact()
    {
        byte[] ramp = [.. Enumerable.Range(0, 256 * 64).Select(i => (byte)(i % 256))];

        Assert.Equal(ramp, Read(PixelImage.FromGray8(256, 64, ramp).ToPng().Span).Pixels);
    }

    [Fact]
    public void Contrast_limits_stretch_and_clip()
    {
        var png = Read(PixelImage.FromGray16(4, 1, [100, 200, 300, 400]).ToPng(new ContrastLimits(200, 300)).Span);

        Assert.Equal([0, 0, 255, 255], png.Pixels);
    }

    [Fact]
    public void Colours_go_into_a_table()
    {
        var png = Read(PixelImage.FromGray8(2, 1, new byte[] { 0, 255 }).ToPng(null, ColorMap.Viridis).Span);

        Assert.Equal((3, 768), (png.Type, png.Table.Length));
        Assert.Equal([0x44, 0x01, 0x54], png.Table[..3]);
        Assert.Equal([0xFD, 0xE7, 0x25], png.Table[^3..]);
    }

    [Fact]
    public void A_short_buffer_is_refused()
    {
        var error = Assert.Throws<LabException>(() => PixelImage.FromGray8(65_535, 65_535, new byte[10]));

        Assert.Equal(ViewErrorIds.InvalidFigure, error.ErrorId);
        Assert.Contains("the buffer has 10", error.Message);
    }

    [Fact]
    public void Large_noisy_frames_are_binned_until_they_fit_an_output()
    {
        var pixels = new byte[2048 * 2048];
        new Random(1).NextBytes(pixels);
        var html = new Figure().Image(PixelImage.FromGray8(2048, 2048, pixels)).ToHtml();

        Assert.Contains("data:image/png", html);
        Assert.InRange(html.Length, 1, 200_000);
    }

    private sealed record Png(int Width, int Height, int Bits, int Type, byte[] Table, byte[] Pixels);

    // An independent reader: checks every checksum and undoes the two filters a writer may have used.
    private static Png Read(ReadOnlySpan<byte> file)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file[..8]));
        byte[] header = [], table = [];
        using var data = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = System.Text.Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var body = file.Slice(at + 8, length);
            Assert.Equal(Crc(file.Slice(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]));
            switch (type)
            {
                case "IHDR": header = body.ToArray(); break;
                case "PLTE": table = body.ToArray(); break;
                case "IDAT": data.Write(body); break;
            }

            at += length + 12;
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(header), height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        var step = header[8] / 8 * (header[9] == 2 ? 3 : 1);
        data.Position = 0;
        using var raw = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress))
        {
            zlib.CopyTo(raw);
        }

        var lines = raw.ToArray();
        var pixels = new byte[width * height * step];
        for (var y = 0; y < height; y++)
        {
            var filter = lines[y * ((width * step) + 1)];
            Assert.InRange(filter, 0, 1);
            for (var x = 0; x < width * step; x++)
            {
                var value = lines[(y * ((width * step) + 1)) + 1 + x];
                pixels[(y * width * step) + x] = (byte)(value + (filter == 1 && x >= step ? pixels[(y * width * step) + x - step] : 0));
            }
        }

        return new Png(width, height, header[8], header[9], table, pixels);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(crc & 1));
            }
        }

        return ~crc;
    }
}
