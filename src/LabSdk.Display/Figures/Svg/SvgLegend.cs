namespace LabSdk.Display;

/// <summary>The names above the plot, each with its colour and marker.</summary>
internal static class SvgLegend
{
    public static void Write(HtmlWriter writer, FigureLayout layout)
    {
        foreach (var entry in layout.Legend)
        {
            var y = entry.Y + 9;
            if (entry.Trace is null)
            {
                writer.Label(entry.Text, entry.X, y + 4, Legend.FontSize);
                continue;
            }

            Key(writer, entry, y);
            writer.Label(entry.Text, entry.X + Legend.KeyWidth, y + 4, Legend.FontSize, color: "fg");
        }
    }

    private static void Key(HtmlWriter writer, LegendEntry entry, double y)
    {
        var color = SvgColors.Series(entry.Series);
        if (entry.Trace is HistogramTrace)
        {
            writer.Start("rect").Attribute("x", entry.X + 4).Attribute("y", y - 5).Attribute("width", 12).Attribute("height", 10).Fill(color).End();
            return;
        }

        var points = (PointTrace)entry.Trace!;
        if (points.HasLine)
        {
            writer.Start("path").Stroke(color, 2);
            if (entry.Series >= Theme.Series.Length)
            {
                writer.Attribute("stroke-dasharray", "7 4");
            }

            writer.StartAttribute("d");
            SvgMarker.Move(writer, entry.X, y);
            writer.Literal('h');
            writer.Coordinate(20);
            writer.EndAttribute();
            writer.End();
        }

        if (points.HasMarkers ?? points.Count <= 60)
        {
            writer.Start("path").Fill(color);
            writer.StartAttribute("d");
            SvgMarker.Write(writer, entry.Series, entry.X + 10, y);
            writer.EndAttribute();
            writer.End();
        }
    }
}
