namespace LabSdk.Display;

/// <summary>Draws the traces of a figure in order.</summary>
internal static class SvgTraces
{
    public static void Write(HtmlWriter writer, FigureLayout layout)
    {
        var series = 0;
        foreach (var trace in layout.Figure.Traces)
        {
            switch (trace)
            {
                case PointTrace points:
                    SvgPoints.Write(writer, layout, points, series++);
                    break;
                case HistogramTrace histogram:
                    Bars(writer, layout, histogram, series++);
                    break;
                case HeatmapTrace map:
                    SvgHeatmap.Write(writer, layout, map);
                    break;
                case ImageTrace image:
                    SvgImage.Write(writer, layout, image);
                    break;
            }
        }
    }

    private static void Bars(HtmlWriter writer, FigureLayout layout, HistogramTrace trace, int series)
    {
        var bins = trace.Bins;
        writer.Start("path").Fill(SvgColors.Series(series)).Attribute("fill-opacity", series == 0 ? 0.85 : 0.6);
        writer.StartAttribute("d");
        var floor = layout.YMap[Math.Max(0, layout.Data.Y.Low)];
        for (var i = 0; i < bins.Counts.Length; i++)
        {
            var left = layout.XMap[bins.Start + (i * bins.Width)];
            var right = layout.XMap[bins.Start + ((i + 1) * bins.Width)];
            if (bins.Counts[i] == 0 || !double.IsFinite(left) || !double.IsFinite(right))
            {
                continue;
            }

            var top = layout.YMap[bins.Counts[i]];
            var gap = right - left > 6 ? 0.75 : 0;
            SvgMarker.Move(writer, left + gap, floor);
            writer.Literal('V');
            writer.Coordinate(top);
            writer.Literal('H');
            writer.Coordinate(right - gap);
            writer.Literal('V');
            writer.Coordinate(floor);
            writer.Literal('z');
        }

        writer.EndAttribute();
        writer.End();
    }
}
