using System.Buffers.Binary;

namespace LabSdk.Daq.Wire;

/// <summary>The daemon's reduction of 16-bit images: mean of k x k pixels, integer division, remainder rows and columns cropped.</summary>
internal static class DownSampler
{
    /// <summary>Pixels averaged along each side for a stream quality: full 1, preview 2, fast 4.</summary>
    public static int Factor(StreamQuality quality) => quality switch
    {
        StreamQuality.Preview => 2,
        StreamQuality.Fast => 4,
        _ => 1,
    };

    /// <summary>False when the daemon sends the image unreduced: smaller than one block, or not 16 bits a pixel.</summary>
    public static bool Applies(int width, int height, int byteCount, int factor) =>
        factor > 1 && width >= factor && height >= factor && byteCount == (long)width * height * 2;

    /// <summary>Reduces an image of u16 little-endian pixels.</summary>
    /// <param name="pixels">width * height * 2 bytes.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="factor">Pixels averaged along each side.</param>
    /// <param name="output">At least (width / factor) * (height / factor) * 2 bytes.</param>
    public static void Reduce(ReadOnlySpan<byte> pixels, int width, int height, int factor, Span<byte> output)
    {
        var (columns, rows) = (width / factor, height / factor);
        var divisor = (uint)(factor * factor);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = 0u;
                for (var y = 0; y < factor; y++)
                {
                    var line = pixels[((((row * factor) + y) * width + (column * factor)) * 2)..];
                    for (var x = 0; x < factor; x++)
                    {
                        sum += BinaryPrimitives.ReadUInt16LittleEndian(line[(2 * x)..]);
                    }
                }

                BinaryPrimitives.WriteUInt16LittleEndian(output[(((row * columns) + column) * 2)..], (ushort)(sum / divisor));
            }
        }
    }
}
