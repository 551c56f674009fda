namespace LabSdk.Display;

/// <summary>An image as it is drawn: binned to the size of the display, grey values at their place between the contrast limits.</summary>
internal sealed class ImageView
{
    private readonly byte[] _pixels;
    private readonly bool _isColour;

    private ImageView(int width, int height, bool isColour, byte[] pixels)
    {
        Width = width;
        Height = height;
        _isColour = isColour;
        _pixels = pixels;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Averages blocks of pixels so that the result is at most this large.</summary>
    public static ImageView Of(PixelImage image, ContrastLimits? contrast, int maxWidth, int maxHeight)
    {
        var block = Math.Max(1, Math.Max((image.Width + maxWidth - 1) / maxWidth, (image.Height + maxHeight - 1) / maxHeight));
        int width = (image.Width + block - 1) / block, height = (image.Height + block - 1) / block;
        return image.IsColour
            ? new ImageView(width, height, true, Colour(image, block, width, height))
            : new ImageView(width, height, false, Grey(image, contrast ?? image.Extremes(), block, width, height));
    }

    /// <summary>The place of a pixel between the contrast limits, 0 to 1.</summary>
    public double Brightness(int x, int y)
    {
        var i = (y * Width) + x;
        return _isColour
            ? ((0.3 * _pixels[3 * i]) + (0.59 * _pixels[(3 * i) + 1]) + (0.11 * _pixels[(3 * i) + 2])) / 255
            : _pixels[i] / 255.0;
    }

    public byte[] ToPng(ColorMap colors)
    {
        if (_isColour)
        {
            return PngWriter.Encode(PixelImage.FromRgb24(Width, Height, _pixels));
        }

        if (ReferenceEquals(colors, ColorMap.Gray))
        {
            return PngWriter.Encode(PixelImage.FromGray8(Width, Height, _pixels));
        }

        var table = new (byte, byte, byte)[256];
        for (var i = 0; i < 256; i++)
        {
            table[i] = colors.At(i / 255.0);
        }

        return PngWriter.EncodeIndexed(Width, Height, _pixels, table);
    }

    private static byte[] Grey(PixelImage image, ContrastLimits limits, int block, int width, int height)
    {
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (byte)ColorMap.Index(limits.Place(MeanGrey(image, block, x * block, y * block)));
            }
        }

        return pixels;
    }

    private static double MeanGrey(PixelImage image, int block, int left, int top)
    {
        double sum = 0;
        int right = Math.Min(left + block, image.Width), bottom = Math.Min(top + block, image.Height);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                sum += image.Gray((y * image.Width) + x);
            }
        }

        return sum / ((right - left) * (bottom - top));
    }

    private static byte[] Colour(PixelImage image, int block, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            int channel = i % 3, x = i / 3 % width * block, y = i / 3 / width * block;
            int right = Math.Min(x + block, image.Width), bottom = Math.Min(y + block, image.Height);
            long sum = 0;
            for (var row = y; row < bottom; row++)
            {
                for (var column = x; column < right; column++)
                {
                    sum += image.Data[(((row * image.Width) + column) * 3) + channel];
                }
            }

            pixels[i] = (byte)(sum / ((right - x) * (bottom - y)));
        }

        return pixels;
    }
}
