namespace LabSdk.Display;

/// <summary>Draws lines, markers and error bars.</summary>
internal static class SvgPoints
{
    // Twice the pixels of the plot: more points cannot be seen.
    private const int MaxLinePoints = 2000;

    // More traces than this share one budget, so that the drawing stays small.
    private const int SharedBudget = 10_000;

    // Below this, points are marked.
    private const int FewPoints = 60;

    public static void Write(HtmlWriter writer, FigureLayout layout, PointTrace trace, int series)
    {
        var traces = Math.Max(1, layout.Figure.Traces.Count(t => t is PointTrace));
        var limit = Math.Clamp(SharedBudget / traces, 60, trace.HasLine ? MaxLinePoints : Decimation.MaxPoints);
        var kept = Decimation.MinMax(trace.Y, limit);
        var color = SvgColors.Series(series);
        Errors(writer, layout, trace, kept, color);
        if (trace.HasLine)
        {
            Line(writer, layout, trace, kept, color, series);
        }

        if (trace.HasMarkers ?? (!trace.HasLine || trace.Count <= FewPoints))
        {
            Markers(writer, layout, trace, kept, color, series);
        }
    }

    private static bool Place(FigureLayout layout, PointTrace trace, int i, out double x, out double y)
    {
        x = y = 0;
        if (!FigureData.HasPlace(trace.X[i], layout.Figure.X.Scale) || !FigureData.HasPlace(trace.Y[i], layout.Figure.Y.Scale))
        {
            return false;
        }

        x = layout.XMap[trace.X[i]];
        y = layout.YMap[trace.Y[i]];
        return true;
    }

    private static void Line(HtmlWriter writer, FigureLayout layout, PointTrace trace, int[] kept, string color, int series)
    {
        writer.Start("path").Stroke(color, trace.Count > 500 ? 1.4 : 1.9).Attribute("stroke-linejoin", "round").Attribute("stroke-linecap", "round");
        if (series >= Theme.Series.Length)
        {
            // The colours start again: dashes tell the second round from the first.
            writer.Attribute("stroke-dasharray", "7 4");
        }

        writer.StartAttribute("d");
        var isDown = false;
        for (var k = 0; k < kept.Length; k++)
        {
            if (!Place(layout, trace, kept[k], out var x, out var y))
            {
                isDown = false;
                continue;
            }

            writer.Literal(isDown ? 'L' : 'M');
            writer.Coordinate(x);
            writer.Literal(' ');
            writer.Coordinate(y);
            if (!isDown && (k + 1 == kept.Length || !Place(layout, trace, kept[k + 1], out _, out _)))
            {
                // A point between two gaps: the round end of a line without length is a dot.
                writer.Literal('h');
                writer.Literal('0');
            }

            isDown = true;
        }

        writer.EndAttribute();
        writer.End();
    }

    private static void Markers(HtmlWriter writer, FigureLayout layout, PointTrace trace, int[] kept, string color, int series)
    {
        var size = kept.Length > 1000 ? 0.55 : kept.Length > 200 ? 0.8 : 1;
        writer.Start("path").Fill(color);
        if (kept.Length > 200)
        {
            writer.Attribute("fill-opacity", 0.7);
        }

        writer.StartAttribute("d");
        var drawn = new HashSet<(int, int)>();
        foreach (var i in kept)
        {
            // Markers on the same spot are drawn once.
            if (Place(layout, trace, i, out var x, out var y) && drawn.Add(((int)Math.Round(x * 2), (int)Math.Round(y * 2))))
            {
                SvgMarker.Write(writer, kept.Length > 1000 ? 1 : series, x, y, size);
            }
        }

        writer.EndAttribute();
        writer.End();
    }

    private static void Errors(HtmlWriter writer, FigureLayout layout, PointTrace trace, int[] kept, string color)
    {
        if (trace.YErrors is null && trace.XErrors is null)
        {
            return;
        }

        writer.Start("path").Stroke(color, 1.2).Attribute("stroke-opacity", 0.75);
        writer.StartAttribute("d");
        foreach (var i in kept.Take(1000))
        {
            if (!Place(layout, trace, i, out var x, out var y))
            {
                continue;
            }

            if (trace.YErrors is { } vertical && double.IsFinite(vertical[i]))
            {
                Bar(writer, x, End(layout.YMap, trace.Y[i] - vertical[i], y, layout.Plot.Height), End(layout.YMap, trace.Y[i] + vertical[i], y, 0), upright: true);
            }

            if (trace.XErrors is { } across && double.IsFinite(across[i]))
            {
                Bar(writer, y, End(layout.XMap, trace.X[i] - across[i], x, 0), End(layout.XMap, trace.X[i] + across[i], x, layout.Plot.Width), upright: false);
            }
        }

        writer.EndAttribute();
        writer.End();
    }

    // The lower end may be below zero on a logarithmic axis: then the bar runs out of the plot.
    private static double End(Projection map, double value, double centre, double border) =>
        map[value] is var place && double.IsFinite(place) ? place : double.IsNaN(place) ? border : centre;

    private static void Bar(HtmlWriter writer, double at, double from, double to, bool upright)
    {
        const double Cap = 3;
        foreach (var end in (ReadOnlySpan<double>)[from, to])
        {
            SvgMarker.Move(writer, upright ? at - Cap : end, upright ? end : at - Cap);
            writer.Literal(upright ? 'h' : 'v');
            writer.Coordinate(2 * Cap);
        }

        SvgMarker.Move(writer, upright ? at : from, upright ? from : at);
        writer.Literal(upright ? 'V' : 'H');
        writer.Coordinate(to);
    }
}
