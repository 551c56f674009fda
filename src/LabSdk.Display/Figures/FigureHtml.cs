namespace LabSdk.Display;

/// <summary>Puts a figure into HTML: the SVG that always shows.</summary>
internal static class FigureHtml
{
    public static void Write(HtmlWriter writer, Figure figure)
    {
        writer.Use(StyleParts.Figure);
        writer.Start("div", "lab-figure");
        SvgFigure.Write(writer, figure);
        writer.End();
    }
}
