namespace LabSdk.Display;

/// <summary>How the pixels of a <see cref="PixelImage"/> are stored.</summary>
public enum PixelFormat
{
    /// <summary>One byte per pixel, 0 black to 255 white.</summary>
    Gray8 = 0,

    /// <summary>Two bytes per pixel, little-endian, 0 black to 65535 white.</summary>
    Gray16,

    /// <summary>Three bytes per pixel: red, green, blue.</summary>
    Rgb24,
}
