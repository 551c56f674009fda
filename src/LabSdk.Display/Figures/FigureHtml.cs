namespace LabSdk.Display;

/// <summary>Puts a figure into HTML: the SVG that always shows, and the script that makes it interactive where it can be.</summary>
internal static class FigureHtml
{
    // Points in the script in total; the drawing beside it is the same size.
    private const int ScriptPoints = 8000;

    public static void Write(HtmlWriter writer, Figure figure)
    {
        writer.Use(StyleParts.Figure);
        var id = $"{writer.RootId}-f{writer.FigureCount++}";
        writer.Start("div", "lab-figure").Attribute("id", id);
        SvgFigure.Write(writer, figure);
        writer.End();
        if (writer.Options.Figures == FigureMode.Static)
        {
            return;
        }

        var traces = Math.Max(1, figure.Traces.Count);
        var json = PlotlyFigure.Json(figure, Math.Clamp(ScriptPoints / traces, 200, Decimation.MaxPoints));
        if (json.Length < writer.Remaining - 4_000)
        {
            writer.Start("script").Raw(PlotlyScript.For(id, json)).End();
        }
    }
}
