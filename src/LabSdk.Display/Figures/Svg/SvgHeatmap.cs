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
            Cells(writer, layout, map, colors, columns, rows);
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

    private static void Cells(HtmlWriter writer, FigureLayout layout, HeatmapTrace map, ColorScale colors, GridEdges columns, GridEdges rows)
    {
        double left = layout.XMap[columns.Range.Low], right = layout.XMap[columns.Range.High];
        double top = layout.YMap[rows.Range.High], bottom = layout.YMap[rows.Range.Low];
        var width = Pixels(map.X.Length, columns, layout.XMap, right - left);
        var height = Pixels(map.Y.Length, rows, layout.YMap, bottom - top);
        var png = Raster(width, height, map, colors, x => columns.Find(layout.XMap.Invert(left + (x * (right - left)))), y => rows.Find(layout.YMap.Invert(top + (y * (bottom - top)))));
        SvgImage.Picture(writer, png, left, top, right - left, bottom - top);
    }

    // One pixel per cell where the cells are equally wide on the drawing; otherwise the drawing is sampled.
    private static int Pixels(int cells, GridEdges edges, Projection map, double length)
    {
        var even = length / cells;
        var isEven = Enumerable.Range(0, cells).All(i => Math.Abs(Math.Abs(map[edges.Edges[i + 1]] - map[edges.Edges[i]]) - even) < 0.01 * even);
        return isEven && cells <= length ? cells : Math.Max(1, (int)length);
    }

    private static byte[] Raster(int width, int height, HeatmapTrace map, ColorScale colors, Func<double, int> columnAt, Func<double, int> rowAt)
    {
        var table = new (byte, byte, byte)[256];
        for (var i = 1; i < 256; i++)
        {
            table[i] = colors.Colors.At((i - 1) / 254.0);
        }

        var column = new int[width];
        for (var x = 0; x < width; x++)
        {
            column[x] = columnAt((x + 0.5) / width);
        }

        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = rowAt((y + 0.5) / height);
            for (var x = 0; x < width && row >= 0; x++)
            {
                var value = column[x] < 0 ? double.NaN : map.Z[(row * map.X.Length) + column[x]];
                pixels[(y * width) + x] = double.IsNaN(value) ? (byte)0 : (byte)(1 + Math.Round(colors.Place(value) * 254));
            }
        }

        return PngWriter.EncodeIndexed(width, height, pixels, table, transparent: 0);
    }
}
