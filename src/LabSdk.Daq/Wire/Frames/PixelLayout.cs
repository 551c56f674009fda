namespace LabSdk.Daq.Wire;

/// <summary>
/// How pixels lie in memory: row-major, no padding. The wire names no format; it follows from the bit depth: up to 8 bits
/// one byte, 9 to 16 bits u16 little-endian, 32 bits f32 little-endian.
/// </summary>
internal static class PixelLayout
{
    /// <summary>The daemon allows no side longer than this.</summary>
    public const uint LargestSide = 65_536;

    public static int BytesPerPixel(uint bitDepth) => bitDepth switch
    {
        >= 1 and <= 8 => 1,
        >= 9 and <= 16 => 2,
        32 => 4,
        _ => throw FrameErrors.BadSize(0, 0, bitDepth),
    };

    /// <summary>The format's name as the Python client writes it.</summary>
    public static string FormatName(uint bitDepth) => BytesPerPixel(bitDepth) switch
    {
        1 => "u8",
        2 => "u16_le",
        _ => "f32_le",
    };

    /// <summary>Bytes of a whole image, checked against a limit before anybody allocates.</summary>
    public static int ImageLength(uint width, uint height, uint bitDepth, int limit)
    {
        if (width is 0 or > LargestSide || height is 0 or > LargestSide || bitDepth is 0 or (> 16 and not 32))
        {
            throw FrameErrors.BadSize(width, height, bitDepth);
        }

        var length = (long)width * height * BytesPerPixel(bitDepth);
        return length <= limit ? (int)length : throw FrameErrors.TooLarge(length, limit);
    }
}
