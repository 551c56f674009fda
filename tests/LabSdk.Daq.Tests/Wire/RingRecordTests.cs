using System.Text;
using Google.Protobuf;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Wire;

public class RingRecordTests
{
    [Fact]
    public void Scan_point_is_told_from_its_bytes()
    {
        var progress = new ScanProgress { ScanId = "scan-1", PointIndex = 4, TotalPoints = 10 };
        var record = RingRecord.Parse(progress.ToByteArray());
        Assert.Equal(RingPayloadKind.ScanProgress, record.Kind);
        Assert.Equal(progress, record.ScanProgress);
    }

    [Fact]
    public void Arrow_file_is_told_from_its_mark() =>
        Assert.Equal(RingPayloadKind.Arrow, RingRecord.Parse("ARROW1\0\0rest"u8.ToArray()).Kind);

    [Theory]
    [InlineData(0u, 8)]
    [InlineData(1u, 16)]
    [InlineData(2u, 64)]
    public void Image_is_told_when_all_lengths_add_up(uint variant, int bits)
    {
        var record = RingRecord.Parse(Image(variant, bits / 8));
        Assert.Equal(RingPayloadKind.Image, record.Kind);
        Assert.Equal(("mock_camera", 3, 2, bits, "counts"), (record.Image!.Name, record.Image.Width, record.Image.Height, record.Image.PixelBits, record.Image.Unit));
        Assert.Equal(new DateTimeOffset(2026, 1, 28, 10, 0, 0, TimeSpan.Zero).AddMilliseconds(500), record.Image.Timestamp);
        Assert.Equal(6 * bits / 8, record.Image.Pixels.Length);
    }

    [Fact]
    public void Image_with_a_byte_too_many_is_unknown() =>
        Assert.Equal(RingPayloadKind.Unknown, RingRecord.Parse(Image(0, 1).Append((byte)0).ToArray()).Kind);

    [Fact]
    public void Hostile_payloads_never_throw()
    {
        var random = new Random(5);
        var image = Image(1, 2);
        for (var round = 0; round < 60_000; round++)
        {
            var bytes = round % 2 == 0 ? (byte[])image.Clone() : new byte[random.Next(0, 80)];
            if (round % 2 == 1)
            {
                random.NextBytes(bytes);
            }

            for (var change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            RingRecord.Parse(bytes.AsMemory(0, random.Next(bytes.Length + 1)));
        }
    }

    private static byte[] Image(uint pixelVariant, int bytesPerPixel)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(2u);
        Text("mock_camera");
        writer.Write(3u);
        writer.Write(2u);
        writer.Write(pixelVariant);
        writer.Write(6ul);
        writer.Write(new byte[6 * bytesPerPixel]);
        Text("counts");
        Text("2026-01-28T10:00:00.5Z");
        return stream.ToArray();

        void Text(string text)
        {
            writer.Write((ulong)Encoding.UTF8.GetByteCount(text));
            writer.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
