namespace LabSdk.Display;

/// <summary>A picture with its pixel coordinates: row 0 is at the top, as cameras deliver it.</summary>
/// <param name="Image">The pixels.</param>
public sealed record ImageTrace(PixelImage Image) : Trace
{
    /// <summary>The colours of grey pixels. Default <see cref="ColorMap.Gray"/>.</summary>
    public ColorMap Colors { get; init; } = ColorMap.Gray;

    /// <summary>Pixels drawn on the longer side at most; larger pictures are binned for display. At least 16. Default 640.</summary>
    public int MaxSide
    {
        get;
        init => field = value >= 16 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A picture is drawn with at least 16 pixels.");
    }
        = 640;

    /// <summary>Which grey values are darkest and brightest; null takes the smallest and largest pixel.</summary>
    public ContrastLimits? Contrast { get; init; }
}
