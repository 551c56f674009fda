namespace LabSdk.Display;

/// <summary>Draws heat maps: cells as rectangles while they are few, otherwise as one picture.</summary>
internal static class SvgHeatmap
{
    private const int MaxRectangles = 900;

    public static void Write(HtmlWriter writer, FigureLayout layout, HeatmapTrace map)
    {
        if (layout.Colors is not { } colors
            || map.X.Length == 0 || map.Y.Length == 0
            || GridEdges.Of(map.X, layout.Figure.X.Scale) is not { } columns
            || GridEdges.Of(map.Y, layout.Figure.Y.Scale) is not { } rows)
        {
            return;
        }

        writer.Start("rect").Attribute("width", layout.Plot.Width).Attribute("height", layout.Plot.Height).Fill("nan").End();
        if (map.Z.Length <= MaxRectangles)
        {
            Rectangles(writer, layout, map, colors, columns, rows);
        }
        else
        {
            SvgImage.Picture(writer, Raster(layout, map, colors, columns, rows), 0, 0, layout.Plot.Width, layout.Plot.Height);
        }
    }

    private static void Rectangles(HtmlWriter writer, FigureLayout layout, HeatmapTrace map, ColorScale colors, GridEdges columns, GridEdges rows)
    {
        writer.Start("g").Attribute("shape-rendering", "crispEdges");
        for (var row = 0; row < map.Y.Length; row++)
        {
            double y0 = layout.YMap[rows.Edges[row]], y1 = layout.YMap[rows.Edges[row + 1]];
            for (var column = 0; column < map.X.Length; column++)
            {
                var value = map.Z[(row * map.X.Length) + column];
                if (double.IsNaN(value))
                {
                    continue;
                }

                double x0 = layout.XMap[columns.Edges[column]], x1 = layout.XMap[columns.Edges[column + 1]];
                writer.Start("rect").Attribute("x", Math.Min(x0, x1)).Attribute("y", Math.Min(y0, y1))
                    .Attribute("width", Math.Abs(x1 - x0)).Attribute("height", Math.Abs(y1 - y0))
                    .Attribute("fill", colors.Colors.Hex(colors.Place(value))).End();
            }
        }

        writer.End();
    }

    // Sampling at the places of the drawing is right for uneven grids and logarithmic axes too.
    private static byte[] Raster(FigureLayout layout, HeatmapTrace map, ColorScale colors, GridEdges columns, GridEdges rows)
    {
        int width = Math.Min((int)layout.Plot.Width, 400), height = Math.Min((int)layout.Plot.Height, 300);
        var table = new (byte, byte, byte)[256];
        for (var i = 1; i < 256; i++)
        {
            table[i] = colors.Colors.At((i - 1) / 254.0);
        }

        var column = new int[width];
        for (var x = 0; x < width; x++)
        {
            column[x] = columns.Find(layout.XMap.Invert((x + 0.5) / width * layout.Plot.Width));
        }

        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = rows.Find(layout.YMap.Invert((y + 0.5) / height * layout.Plot.Height));
            for (var x = 0; x < width && row >= 0; x++)
            {
                var value = column[x] < 0 ? double.NaN : map.Z[(row * map.X.Length) + column[x]];
                pixels[(y * width) + x] = double.IsNaN(value) ? (byte)0 : (byte)(1 + Math.Round(colors.Place(value) * 254));
            }
        }

        return PngWriter.EncodeIndexed(width, height, pixels, table, transparent: 0);
    }
}
