namespace LabSdk.Display;

/// <summary>How the pixels of a <see cref="PixelImage"/> are stored.</summary>
internal enum PixelLayout
{
    Gray8,
    Gray16LittleEndian,
    Gray16BigEndian,
    Single,
    Rgb24,
}
