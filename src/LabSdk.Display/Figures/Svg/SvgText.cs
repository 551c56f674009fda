namespace LabSdk.Display;

/// <summary>Text elements of a figure.</summary>
internal static class SvgText
{
    public static HtmlWriter Label(this HtmlWriter writer, string text, double x, double y, double size, string anchor = "start", string color = "muted", bool bold = false, string? rotate = null)
    {
        writer.Start("text").Attribute("x", x).Attribute("y", y).Attribute("font-size", size).Fill(color);
        if (anchor != "start")
        {
            writer.Attribute("text-anchor", anchor);
        }

        if (bold)
        {
            writer.Attribute("font-weight", "600");
        }

        if (rotate is not null)
        {
            writer.Attribute("transform", rotate);
        }

        return writer.Text(text).End();
    }

    /// <summary>A title along a vertical axis.</summary>
    public static HtmlWriter Upright(this HtmlWriter writer, string text, double x, double y, double room, double size) =>
        writer.Label(
            TextMetrics.Fit(text, size, room), 0, 0, size, "middle", "fg",
            rotate: SvgFigure.Move(x, y) + " rotate(-90)");
}
