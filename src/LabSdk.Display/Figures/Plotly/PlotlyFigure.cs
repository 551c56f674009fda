using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LabSdk.Display;

/// <summary>
/// Writes a figure for plotly.js, with nothing that is not valid in versions 2, 3 and 4: titles are objects, arrays are
/// plain, what is not a number is null.
/// </summary>
internal static class PlotlyFigure
{
    // Readable on white and on dark, because the host decides which one it is.
    private const string Ink = "#7d8590";
    private const string GridColor = "rgba(125,133,144,0.25)";

    private static readonly JsonWriterOptions Options = new() { Encoder = ScriptSafe() };

    /// <summary>The figure as JSON.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="maxPoints">Points per trace at most.</param>
    public static string Json(Figure figure, int maxPoints = Decimation.MaxPoints)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            PlotlyTraces.Write(json, figure, maxPoints);
            json.WriteEndArray();
            Layout(json, figure);
            json.WriteStartObject("config");
            json.WriteBoolean("responsive", true);
            json.WriteBoolean("displaylogo", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// Foreign text for plotly.js, which reads a few tags, entities and TeX in its texts: all of them lose their meaning.
    /// </summary>
    public static string Text(string text) => VisibleText.Of(VisibleText.Shorten(text, 200))
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("$", "&#36;", StringComparison.Ordinal);

    // Only plain ASCII stays, without < > & and quotes: the text may stand inside a script element. Slashes and colons go too,
    // so that an address in a text is nowhere to be found as one.
    private static JavaScriptEncoder ScriptSafe()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        settings.ForbidCharacters('/', ':');
        return JavaScriptEncoder.Create(settings);
    }

    private static void Layout(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject("layout");
        if (figure.Title is { Length: > 0 } title)
        {
            Title(json, title, 15);
        }

        var isImage = figure.Traces.Any(t => t is ImageTrace);
        var layout = FigureLayout.Of(figure);
        AxisObject(json, "xaxis", figure.X, layout.XTitle, layout.Data.X, reversed: false, anchor: null);
        AxisObject(json, "yaxis", figure.Y, layout.YTitle, layout.Data.Y, reversed: isImage, anchor: isImage ? "x" : null);
        json.WriteBoolean("showlegend", layout.Legend.Count > 0);
        if (figure.Traces.Any(t => t is HistogramTrace))
        {
            json.WriteString("barmode", "overlay");
        }

        PlotlyMarks.Write(json, figure, layout);
        json.WriteStartObject("margin");
        json.WriteNumber("l", 60);
        json.WriteNumber("r", 20);
        json.WriteNumber("t", figure.Title is { Length: > 0 } ? 44 : 20);
        json.WriteNumber("b", 52);
        json.WriteEndObject();
        json.WriteNumber("height", 400);
        json.WriteString("paper_bgcolor", "rgba(0,0,0,0)");
        json.WriteString("plot_bgcolor", "rgba(0,0,0,0)");
        json.WriteStartObject("font");
        json.WriteString("color", Ink);
        json.WriteNumber("size", 12);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Title(Utf8JsonWriter json, string text, int size)
    {
        json.WriteStartObject("title");
        json.WriteString("text", Text(text));
        json.WriteStartObject("font");
        json.WriteNumber("size", size);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void AxisObject(Utf8JsonWriter json, string name, Axis axis, string? title, AxisRange range, bool reversed, string? anchor)
    {
        json.WriteStartObject(name);
        if (title is not null)
        {
            Title(json, title, 13);
        }

        json.WriteString("type", axis.Scale switch { AxisScale.Logarithmic => "log", AxisScale.Time => "date", _ => "linear" });
        if (axis.Scale != AxisScale.Time && (reversed || axis.Min is not null || axis.Max is not null))
        {
            double low = range.Low, high = range.High;
            if (axis.Scale == AxisScale.Logarithmic)
            {
                (low, high) = (Math.Log10(low), Math.Log10(high));
            }

            json.WriteStartArray("range");
            json.WriteNumberValue(reversed ? high : low);
            json.WriteNumberValue(reversed ? low : high);
            json.WriteEndArray();
        }

        if (anchor is not null)
        {
            json.WriteString("scaleanchor", anchor);
        }

        if (axis.Scale != AxisScale.Time)
        {
            json.WriteString("exponentformat", "power");
        }

        json.WriteString("gridcolor", GridColor);
        json.WriteString("linecolor", Ink);
        json.WriteString("ticks", "outside");
        json.WriteBoolean("automargin", true);
        json.WriteBoolean("zeroline", false);
        json.WriteEndObject();
    }
}
