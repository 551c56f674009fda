using System.Globalization;
using System.Text.Json;

namespace LabSdk.Display;

/// <summary>Writes the marks of a figure as shapes and annotations of plotly.js.</summary>
internal static class PlotlyMarks
{
    private const string Ink = "#7d8590";

    public static void Write(Utf8JsonWriter json, Figure figure, FigureLayout layout)
    {
        if (figure.Marks.Count == 0)
        {
            return;
        }

        json.WriteStartArray("shapes");
        foreach (var mark in PlacedMark.Shown(figure, layout.Data))
        {
            json.WriteStartObject();
            json.WriteString("type", "line");
            json.WriteString("xref", "x");
            json.WriteString("yref", "paper");
            Place(json, "x0", mark.At, figure.X.Scale);
            Place(json, "x1", mark.At, figure.X.Scale);
            json.WriteNumber("y0", 0);
            json.WriteNumber("y1", 1);
            json.WriteString("layer", "below");
            json.WriteStartObject("line");
            json.WriteString("color", Ink);
            json.WriteNumber("width", 1);
            json.WriteString("dash", "dot");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("annotations");
        var shown = PlacedMark.Shown(figure, layout.Data).Zip(PlacedMark.Of(layout));
        foreach (var (mark, placed) in shown.Where(pair => pair.Second.Text.Length > 0))
        {
            json.WriteStartObject();
            Place(json, "x", figure.X.Scale == AxisScale.Logarithmic ? Math.Log10(mark.At) : mark.At, figure.X.Scale);
            json.WriteNumber("y", 1);
            json.WriteString("xref", "x");
            json.WriteString("yref", "paper");
            json.WriteString("xanchor", "left");
            json.WriteString("yanchor", "top");
            json.WriteString("text", PlotlyFigure.Text(placed.Text));
            json.WriteBoolean("showarrow", false);
            json.WriteStartObject("font");
            json.WriteNumber("size", 11);
            json.WriteString("color", Ink);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, string name, double at, AxisScale scale)
    {
        if (scale == AxisScale.Time)
        {
            json.WriteString(name, TimeAxis.Time(at).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumber(name, at);
        }
    }
}
