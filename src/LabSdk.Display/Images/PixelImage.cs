using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LabSdk.Display;

/// <summary>A picture: pixels row by row from the top, without padding between rows.</summary>
/// <remarks>Thread-safe as long as nobody changes the buffer it was made from; the buffer is not copied.</remarks>
public sealed class PixelImage : IDisplayable
{
    private readonly ReadOnlyMemory<byte> _data;

    /// <summary>Wraps a pixel buffer.</summary>
    /// <param name="width">Pixels per row, 1 to 65535.</param>
    /// <param name="height">Rows, 1 to 65535.</param>
    /// <param name="format">How a pixel is stored.</param>
    /// <param name="data">The pixels; may be longer than needed.</param>
    /// <exception cref="LabException">The buffer is too short for the size.</exception>
    public PixelImage(int width, int height, PixelFormat format, ReadOnlyMemory<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 65_535);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 65_535);
        var needed = (long)width * height * BytesPerPixel(format);
        if (data.Length < needed)
        {
            throw FigureErrors.Invalid(
                $"An image of {width} x {height} {format} needs {Numbers.Count(needed)} bytes, the buffer has {Numbers.Count(data.Length)}.",
                "Check width, height and pixel format of the frame.");
        }

        Width = width;
        Height = height;
        Format = format;
        _data = data[..(int)Math.Min(needed, int.MaxValue)];
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>How a pixel is stored.</summary>
    public PixelFormat Format { get; }

    /// <summary>The pixels.</summary>
    public ReadOnlySpan<byte> Data => _data.Span;

    /// <summary>An image of 16-bit grey values.</summary>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="values">The grey values.</param>
    public static PixelImage FromGray16(int width, int height, ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * 2];
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(values).CopyTo(bytes);
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
            }
        }

        return new PixelImage(width, height, PixelFormat.Gray16, bytes);
    }

    /// <summary>The smallest and largest grey value; 0 to 255 for colour images.</summary>
    public ContrastLimits Extremes()
    {
        if (Format == PixelFormat.Rgb24)
        {
            return new ContrastLimits(0, 255);
        }

        int low = int.MaxValue, high = int.MinValue;
        for (var i = 0; i < Width * Height; i++)
        {
            var value = Gray(i);
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return new ContrastLimits(low, high);
    }

    /// <summary>
    /// Returns the image as a PNG file. Without limits and colours, grey values are kept as they are, 16 bits included;
    /// with them the PNG shows what a viewer would see.
    /// </summary>
    /// <param name="contrast">Which grey values are darkest and brightest; null keeps the values.</param>
    /// <param name="colors">Colours of grey values; null for grey.</param>
    public ReadOnlyMemory<byte> ToPng(ContrastLimits? contrast = null, ColorMap? colors = null) =>
        Format == PixelFormat.Rgb24 || (contrast is null && colors is null)
            ? PngWriter.Encode(this)
            : ImageView.Of(this, contrast, Width, Height).ToPng(colors ?? ColorMap.Gray);

    /// <summary>Returns the image as a figure with its pixel coordinates, at full contrast.</summary>
    public MimeBundle ToMimeBundle() => new Figure().Image(this).ToMimeBundle();

    /// <summary>The grey value of a pixel counted from the top left.</summary>
    internal int Gray(int index) => Format == PixelFormat.Gray16
        ? BinaryPrimitives.ReadUInt16LittleEndian(Data[(2 * index)..])
        : Data[index];

    internal static int BytesPerPixel(PixelFormat format) => format switch
    {
        PixelFormat.Gray8 => 1,
        PixelFormat.Gray16 => 2,
        PixelFormat.Rgb24 => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
