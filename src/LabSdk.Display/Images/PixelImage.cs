using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LabSdk.Devices;
using LabSdk.Hosting;

namespace LabSdk.Display;

/// <summary>A picture: pixels row by row from the top, without padding between rows.</summary>
/// <remarks>Thread-safe as long as nobody changes the buffer it was made from; the buffer is not copied.</remarks>
[TypeFormatterSource]
public sealed class PixelImage : IDisplayable
{
    private const int MaxSide = 65_535;
    private readonly ReadOnlyMemory<byte> _data;

    private PixelImage(int width, int height, PixelLayout layout, ReadOnlyMemory<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        var needed = (long)width * height * BytesPerPixel(layout);
        if (data.Length < needed)
        {
            throw FigureErrors.Invalid(
                $"An image of {width} x {height} pixels needs {Numbers.Count(needed)} bytes, the buffer has {Numbers.Count(data.Length)}.",
                "Check width, height and pixel format of the frame.");
        }

        Width = width;
        Height = height;
        Layout = layout;
        _data = data[..(int)needed];
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    internal PixelLayout Layout { get; }

    internal ReadOnlySpan<byte> Data => _data.Span;

    internal bool IsColour => Layout == PixelLayout.Rgb24;

    /// <summary>Wraps 8-bit grey pixels, 0 black to 255 white.</summary>
    /// <param name="width">Pixels per row, 1 to 65535.</param>
    /// <param name="height">Rows, 1 to 65535.</param>
    /// <param name="pixels">One byte per pixel; may be longer than needed.</param>
    /// <exception cref="LabException">The buffer is too short.</exception>
    public static PixelImage FromGray8(int width, int height, ReadOnlyMemory<byte> pixels) => new(width, height, PixelLayout.Gray8, pixels);

    /// <summary>Copies 16-bit grey pixels, 0 black to 65535 white.</summary>
    /// <param name="width">Pixels per row, 1 to 65535.</param>
    /// <param name="height">Rows, 1 to 65535.</param>
    /// <param name="pixels">The grey values.</param>
    /// <exception cref="LabException">The buffer is too short.</exception>
    public static PixelImage FromGray16(int width, int height, ReadOnlySpan<ushort> pixels) => new(
        width,
        height,
        BitConverter.IsLittleEndian ? PixelLayout.Gray16LittleEndian : PixelLayout.Gray16BigEndian,
        MemoryMarshal.AsBytes(pixels).ToArray());

    /// <summary>Wraps colour pixels of three bytes: red, green, blue.</summary>
    /// <param name="width">Pixels per row, 1 to 65535.</param>
    /// <param name="height">Rows, 1 to 65535.</param>
    /// <param name="pixels">Three bytes per pixel; may be longer than needed.</param>
    /// <exception cref="LabException">The buffer is too short.</exception>
    public static PixelImage FromRgb24(int width, int height, ReadOnlyMemory<byte> pixels) => new(width, height, PixelLayout.Rgb24, pixels);

    /// <summary>The picture of a camera frame. The pixels are not copied: keep the frame until the picture is no longer used.</summary>
    /// <param name="frame">The frame, with its pixels.</param>
    /// <exception cref="LabException">The frame has no pixels.</exception>
    public static PixelImage FromFrame(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.HasPixels
            ? new PixelImage(frame.Width, frame.Height, frame.Format switch
            {
                PixelFormat.U8 => PixelLayout.Gray8,
                PixelFormat.U16LittleEndian => PixelLayout.Gray16LittleEndian,
                PixelFormat.U16BigEndian => PixelLayout.Gray16BigEndian,
                _ => PixelLayout.Single,
            }, frame.Pixels)
            : throw FigureErrors.Invalid($"Frame {frame.Number} of '{frame.DeviceId}' has no pixels to show.", "Ask the camera for frames with pixels.");
    }

    /// <summary>The smallest and largest grey value that is a number; 0 to 255 for colour images.</summary>
    public ContrastLimits Extremes()
    {
        if (IsColour)
        {
            return new ContrastLimits(0, 255);
        }

        double low = double.MaxValue, high = double.MinValue;
        for (var i = 0; i < Width * Height; i++)
        {
            var value = Gray(i);
            if (double.IsFinite(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return low <= high ? new ContrastLimits(low, high) : new ContrastLimits(0, 1);
    }

    /// <summary>
    /// Returns the image as a PNG file. Without limits and colours, integer grey values are kept as they are, 16 bits
    /// included; with them the PNG shows what a viewer would see.
    /// </summary>
    /// <param name="contrast">Which grey values are darkest and brightest; null keeps the values.</param>
    /// <param name="colors">Colours of grey values; null for grey.</param>
    public ReadOnlyMemory<byte> ToPng(ContrastLimits? contrast = null, ColorMap? colors = null) =>
        IsColour || (contrast is null && colors is null && Layout != PixelLayout.Single)
            ? PngWriter.Encode(this)
            : ImageView.Of(this, contrast, Width, Height).ToPng(colors ?? ColorMap.Gray);

    /// <summary>Returns the image as a figure with its pixel coordinates, at full contrast.</summary>
    public MimeBundle ToMimeBundle() => new Figure().Image(this).ToMimeBundle();

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => new Figure().Image(this).ToHtml();

    /// <summary>The grey value of a pixel counted from the top left.</summary>
    internal double Gray(int index) => Layout switch
    {
        PixelLayout.Gray8 => Data[index],
        PixelLayout.Gray16LittleEndian => BinaryPrimitives.ReadUInt16LittleEndian(Data[(2 * index)..]),
        PixelLayout.Gray16BigEndian => BinaryPrimitives.ReadUInt16BigEndian(Data[(2 * index)..]),
        _ => BinaryPrimitives.ReadSingleLittleEndian(Data[(4 * index)..]),
    };

    private static int BytesPerPixel(PixelLayout layout) => layout switch
    {
        PixelLayout.Gray8 => 1,
        PixelLayout.Rgb24 => 3,
        PixelLayout.Single => 4,
        _ => 2,
    };
}
