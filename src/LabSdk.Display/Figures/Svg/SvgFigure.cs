namespace LabSdk.Display;

/// <summary>Draws a figure as SVG, on its own or inside HTML.</summary>
internal static class SvgFigure
{
    private const string Font = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    /// <summary>A stand-alone document with its own style sheet.</summary>
    public static string Document(Figure figure)
    {
        using var writer = new HtmlWriter();
        var layout = FigureLayout.Of(figure);
        Open(writer, layout, "lab-out lab-svg");
        writer.Attribute("xmlns", new RawHtml("http://www.w3.org/2000/svg"));
        writer.Start("style").Raw(new RawHtml(Theme.Css() + SvgColors.Css())).End();
        Draw(writer, layout);
        writer.End();
        return writer.ToString();
    }

    /// <summary>An element inside HTML.</summary>
    public static void Write(HtmlWriter writer, Figure figure)
    {
        var layout = FigureLayout.Of(figure);
        Open(writer, layout, "lab-svg");
        writer.Attribute("style", $"max-width:{(int)Math.Ceiling(layout.Width)}px");
        Draw(writer, layout);
        writer.End();
    }

    private static void Open(HtmlWriter writer, FigureLayout layout, string cssClass)
    {
        writer.Start("svg", cssClass).Attribute("width", layout.Width).Attribute("height", layout.Height);
        writer.StartAttribute("viewBox");
        writer.Literal('0');
        writer.Literal(' ');
        writer.Literal('0');
        writer.Literal(' ');
        writer.Coordinate(layout.Width);
        writer.Literal(' ');
        writer.Coordinate(layout.Height);
        writer.EndAttribute();
        writer.Attribute("role", "img").Attribute("aria-label", VisibleText.Shorten(Describe(layout), 200));
        writer.Attribute("font-family", Font);
    }

    private static void Draw(HtmlWriter writer, FigureLayout layout)
    {
        writer.Start("rect").Attribute("width", layout.Width).Attribute("height", layout.Height).Fill("bg").End();
        SvgFrame.Titles(writer, layout);
        writer.Start("g").Attribute("transform", Move(layout.Left, layout.Top));
        SvgFrame.Grid(writer, layout);
        SvgMarks.Write(writer, layout);
        writer.Start("svg").Attribute("width", layout.Plot.Width).Attribute("height", layout.Plot.Height).Attribute("overflow", "hidden");
        SvgTraces.Write(writer, layout);
        writer.End();
        SvgFrame.Axes(writer, layout);
        writer.End();
        SvgColorBar.Write(writer, layout);
        SvgLegend.Write(writer, layout);
    }

    public static string Move(double x, double y) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"translate({Math.Round(x, 1)} {Math.Round(y, 1)})");

    private static string Describe(FigureLayout layout)
    {
        var figure = layout.Figure;
        return figure.Title ?? $"Plot of {layout.YTitle ?? "values"} over {layout.XTitle ?? "index"}";
    }
}
