namespace LabSdk.Display;

/// <summary>The colour bar beside a heat map or image.</summary>
internal static class SvgColorBar
{
    private const int Bands = 64;
    private const double BarWidth = 14;

    public static void Write(HtmlWriter writer, FigureLayout layout)
    {
        if (layout.Colors is not { } colors)
        {
            return;
        }

        var left = layout.Left + layout.Plot.Width + 16;
        var height = layout.Plot.Height;
        writer.Start("g").Attribute("transform", SvgFigure.Move(left, layout.Top)).Attribute("shape-rendering", "crispEdges");
        for (var i = 0; i < Bands; i++)
        {
            var top = height * (Bands - 1 - i) / Bands;
            writer.Start("rect").Attribute("y", top).Attribute("width", BarWidth).Attribute("height", (height / Bands) + 0.6)
                .Attribute("fill", colors.Colors.Hex((i + 0.5) / Bands)).End();
        }

        writer.Start("rect").Attribute("x", 0.5).Attribute("y", 0.5).Attribute("width", BarWidth - 1).Attribute("height", height - 1).Stroke("axis", 1).End();
        writer.End();
        Labels(writer, layout, colors, left + BarWidth);
    }

    private static void Labels(HtmlWriter writer, FigureLayout layout, ColorScale colors, double left)
    {
        var ticks = colors.Ticks;
        for (var i = 0; i < ticks.Places.Length; i++)
        {
            var y = layout.Top + (layout.Plot.Height * (1 - colors.Place(ticks.Places[i])));
            writer.Start("path").Stroke("axis", 1);
            writer.StartAttribute("d");
            SvgMarker.Move(writer, left, y);
            writer.Literal('h');
            writer.Literal('4');
            writer.EndAttribute();
            writer.End();
            writer.Label(ticks.Labels[i], left + 7, y + 4, FigureLayout.TickFont);
        }

        if (ticks.Multiplier is { } times)
        {
            writer.Label(times, layout.Width - 8, layout.Top - 6, FigureLayout.TickFont, "end");
        }

        if (colors.Label.Length > 0)
        {
            writer.Upright(VisibleText.Of(colors.Label), layout.Width - 8, layout.Top + (layout.Plot.Height / 2), layout.Plot.Height, FigureLayout.TitleFont);
        }
    }
}
