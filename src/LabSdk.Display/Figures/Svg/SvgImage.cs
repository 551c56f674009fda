namespace LabSdk.Display;

/// <summary>Puts pictures into a figure as data, never as a reference.</summary>
internal static class SvgImage
{
    // Base64 of this stays well below the size limit of an output.
    private const int MaxBytes = 100_000;

    public static void Write(HtmlWriter writer, FigureLayout layout, ImageTrace trace)
    {
        var image = trace.Image;
        var bottom = layout.YMap[image.Height];
        Picture(writer, Small(trace, out _, out _), layout.XMap[0], layout.YMap[0], layout.XMap[image.Width] - layout.XMap[0], bottom - layout.YMap[0]);
    }

    /// <summary>Adds a picture.</summary>
    public static void Picture(HtmlWriter writer, ReadOnlySpan<byte> png, double x, double y, double width, double height)
    {
        writer.Start("image").Attribute("x", x).Attribute("y", y).Attribute("width", width).Attribute("height", height);
        writer.Attribute("preserveAspectRatio", "none").Attribute("style", "image-rendering:pixelated");
        writer.Attribute("href", new RawHtml(DataUri(png))).End();
    }

    /// <summary>A data URI without two slashes in a row, so that it can never be mistaken for an address.</summary>
    public static string DataUri(ReadOnlySpan<byte> png) =>
        "data:image/png;base64," + Convert.ToBase64String(png).Replace("//", "/%2F", StringComparison.Ordinal);

    /// <summary>The picture as it is drawn, binned until it is small enough; noise does not compress.</summary>
    public static byte[] Small(ImageTrace trace, out int width, out int height)
    {
        for (var size = trace.MaxSide; ; size = size * 3 / 4)
        {
            var view = ImageView.Of(trace.Image, trace.Contrast, size, size);
            var png = view.ToPng(trace.Colors);
            if (png.Length <= MaxBytes || size < 64)
            {
                (width, height) = (view.Width, view.Height);
                return png;
            }
        }
    }
}
