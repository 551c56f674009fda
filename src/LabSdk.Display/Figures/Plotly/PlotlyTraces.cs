using System.Globalization;
using System.Text.Json;

namespace LabSdk.Display;

/// <summary>The traces of a figure for plotly.js.</summary>
internal static class PlotlyTraces
{
    public static void Write(Utf8JsonWriter json, Figure figure, int maxPoints)
    {
        var series = 0;
        foreach (var trace in figure.Traces)
        {
            json.WriteStartObject();
            if (trace.Label.Length > 0)
            {
                json.WriteString("name", PlotlyFigure.Text(trace.Label));
            }

            switch (trace)
            {
                case PointTrace points:
                    Points(json, figure, points, series++, maxPoints);
                    break;
                case HistogramTrace histogram:
                    Bars(json, histogram, series++);
                    break;
                case HeatmapTrace map:
                    Map(json, map, maxPoints);
                    break;
                case ImageTrace image:
                    Picture(json, image);
                    break;
            }

            json.WriteEndObject();
        }
    }

    private static void Points(Utf8JsonWriter json, Figure figure, PointTrace trace, int series, int maxPoints)
    {
        json.WriteString("type", "scatter");
        var marked = trace.HasMarkers ?? (!trace.HasLine || trace.Count <= 60);
        json.WriteString("mode", (trace.HasLine, marked) switch { (true, true) => "lines+markers", (true, false) => "lines", _ => "markers" });
        var kept = Decimation.MinMax(trace.Y, maxPoints);
        Array(json, "x", trace.X, kept, figure.X.Scale);
        Array(json, "y", trace.Y, kept, figure.Y.Scale);
        Errors(json, "error_y", trace.YErrors, kept);
        Errors(json, "error_x", trace.XErrors, kept);
        var color = Theme.Series[series % Theme.Series.Length];
        json.WriteStartObject("line");
        json.WriteString("color", color);
        json.WriteNumber("width", 1.8);
        json.WriteString("dash", series < Theme.Series.Length ? "solid" : "dash");
        json.WriteEndObject();
        json.WriteStartObject("marker");
        json.WriteString("color", color);
        json.WriteNumber("size", 6);
        json.WriteString("symbol", (series % 5) switch { 0 => "circle", 1 => "square", 2 => "triangle-up", 3 => "diamond", _ => "triangle-down" });
        json.WriteEndObject();
    }

    private static void Errors(Utf8JsonWriter json, string name, double[]? errors, int[] kept)
    {
        if (errors is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("type", "data");
        Array(json, "array", errors, kept, AxisScale.Linear);
        json.WriteBoolean("visible", true);
        json.WriteNumber("thickness", 1.2);
        json.WriteNumber("width", 3);
        json.WriteEndObject();
    }

    private static void Bars(Utf8JsonWriter json, HistogramTrace trace, int series)
    {
        var bins = trace.Bins;
        json.WriteString("type", "bar");
        json.WriteStartArray("x");
        for (var i = 0; i < bins.Counts.Length; i++)
        {
            Number(json, bins.Start + ((i + 0.5) * bins.Width));
        }

        json.WriteEndArray();
        json.WriteStartArray("y");
        foreach (var count in bins.Counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteNumber("width", bins.Width);
        json.WriteNumber("opacity", 0.85);
        json.WriteStartObject("marker");
        json.WriteString("color", Theme.Series[series % Theme.Series.Length]);
        json.WriteEndObject();
    }

    private static void Map(Utf8JsonWriter json, HeatmapTrace map, int maxPoints)
    {
        // A grid larger than can be drawn is read at every n-th row and column.
        int Stride(int count) => Math.Max(1, (int)Math.Ceiling(count / Math.Sqrt(4.0 * maxPoints)));
        int across = Stride(map.X.Length), down = Stride(map.Y.Length);
        int[] columns = [.. Enumerable.Range(0, map.X.Length).Where(i => i % across == 0)];
        int[] rows = [.. Enumerable.Range(0, map.Y.Length).Where(i => i % down == 0)];
        json.WriteString("type", "heatmap");
        Array(json, "x", map.X, columns, AxisScale.Linear);
        Array(json, "y", map.Y, rows, AxisScale.Linear);
        json.WriteStartArray("z");
        foreach (var row in rows)
        {
            json.WriteStartArray();
            foreach (var column in columns)
            {
                Number(json, map.Z[(row * map.X.Length) + column]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        Limit(json, "zmin", map.Min);
        Limit(json, "zmax", map.Max);
        Scale(json, map.Colors, map.Label);
    }

    private static void Limit(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } limit && double.IsFinite(limit))
        {
            json.WriteNumber(name, limit);
        }
    }

    private static void Scale(Utf8JsonWriter json, ColorMap colors, string label)
    {
        json.WriteStartArray("colorscale");
        for (var i = 0; i <= 8; i++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(i / 8.0);
            json.WriteStringValue(colors.Hex(i / 8.0));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartObject("colorbar");
        json.WriteString("exponentformat", "power");
        if (label.Length > 0)
        {
            PlotlyFigure.Title(json, label, 13);
        }

        json.WriteEndObject();
    }

    private static void Picture(Utf8JsonWriter json, ImageTrace trace)
    {
        var view = SvgImage.Small(trace, out var width, out var height);
        double across = (double)trace.Image.Width / width, down = (double)trace.Image.Height / height;
        json.WriteString("type", "image");
        json.WriteString("source", SvgImage.DataUri(view));
        json.WriteNumber("x0", across / 2);
        json.WriteNumber("dx", across);
        json.WriteNumber("y0", down / 2);
        json.WriteNumber("dy", down);
        json.WriteString("hoverinfo", "x+y");
    }

    private static void Array(Utf8JsonWriter json, string name, double[] values, int[] kept, AxisScale scale)
    {
        json.WriteStartArray(name);
        foreach (var i in kept)
        {
            if (scale == AxisScale.Time && double.IsFinite(values[i]))
            {
                json.WriteRawValue(TimeAxis.Time(values[i]).ToString("'\"'yyyy-MM-dd HH:mm:ss.ffffff'\"'", CultureInfo.InvariantCulture));
            }
            else
            {
                Number(json, values[i]);
            }
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            // The axes of plotly.js break down on values this small, and take the page with them.
            json.WriteNumberValue(Math.Abs(value) < 1e-150 ? 0 : value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
