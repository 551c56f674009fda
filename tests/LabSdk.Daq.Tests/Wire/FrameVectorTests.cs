using LabSdk.Daq.Wire;
using LabSdk.Devices;
using LabSdk.Testing;

namespace LabSdk.Daq.Tests.Wire;

[Trait("Category", "Vectors")]
public class FrameVectorTests
{
    public static TheoryData<string, string> Reductions => Vectors.Load("daq", "frames.json", "downsample");

    public static TheoryData<string, string> Formats => Vectors.Load("daq", "frames.json", "pixels");

    public static TheoryData<string, string> Depths => Vectors.Load("daq", "frames.json", "bit_depth");

    [Theory]
    [MemberData(nameof(Reductions))]
    public void Image_of_the_vector_is_reduced(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var pixels = Convert.FromHexString(vector.GetProperty("data_hex").GetString()!);
        var expected = Convert.FromHexString(vector.GetProperty("out_hex").GetString()!);
        var (width, height) = (vector.GetProperty("width").GetInt32(), vector.GetProperty("height").GetInt32());
        var factor = vector.GetProperty("factor").GetInt32();
        if (!DownSampler.Applies(width, height, pixels.Length, factor))
        {
            // The daemon sends such an image as it is.
            Assert.Equal(expected, pixels);
            Assert.Equal((width, height), (vector.GetProperty("out_width").GetInt32(), vector.GetProperty("out_height").GetInt32()));
            return;
        }

        var output = new byte[expected.Length];
        DownSampler.Reduce(pixels, width, height, factor, output);

        Assert.Equal((width / factor, height / factor), (vector.GetProperty("out_width").GetInt32(), vector.GetProperty("out_height").GetInt32()));
        Assert.Equal(expected, output);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Pixels_of_the_vector_read_as_numbers(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var format = vector.GetProperty("format").GetString() switch
        {
            "u8" => PixelFormat.U8,
            "u16_le" => PixelFormat.U16LittleEndian,
            "u16_be" => PixelFormat.U16BigEndian,
            "f32_le" => PixelFormat.F32LittleEndian,
            var other => throw new InvalidDataException(other),
        };
        using var frame = new Frame(
            "camera", vector.GetProperty("width").GetInt32(), vector.GetProperty("height").GetInt32(), format,
            Convert.FromHexString(vector.GetProperty("data_hex").GetString()!));

        Assert.Equal(vector.GetProperty("values_row_major").EnumerateArray().Select(value => value.GetDouble()), frame.ToArray());
    }

    [Theory]
    [MemberData(nameof(Depths))]
    public void Bit_depth_of_the_vector_gives_the_format(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var depth = vector.GetProperty("bit_depth").GetUInt32();

        Assert.Equal(vector.GetProperty("bytes_per_pixel").GetInt32(), PixelLayout.BytesPerPixel(depth));
        Assert.Equal(vector.GetProperty("format").GetString(), PixelLayout.FormatName(depth));
    }
}
