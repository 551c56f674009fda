using System.Text;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Outputs of cells as harmless HTML, each in its richest form.</summary>
internal sealed class OutputHtml(MarkdownHtml markdown, bool isInteractive)
{
    private const int LongestJson = 200_000;

    private static readonly string[] Order =
    [
        "text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "text/markdown", "text/latex", "application/json", "text/plain",
    ];

    private readonly List<string> _styles = [];
    private readonly StringBuilder _figures = new();
    private int _figureCount;

    /// <summary>The style sheets of our outputs, each once.</summary>
    public IReadOnlyList<string> Styles => _styles;

    /// <summary>How many plots can become interactive.</summary>
    public int FigureCount => _figureCount;

    /// <summary>The data of the plots, for the end of the page.</summary>
    public string Figures => _figures.ToString();

    /// <summary>The HTML of an output.</summary>
    public string ToHtml(NotebookOutput output) => output switch
    {
        StreamOutput stream => $"<pre class=\"nb-stream{(stream.Name == "stderr" ? " nb-stderr" : "")}\">{AnsiHtml.ToHtml(ConsoleText.Settle(stream.Text))}</pre>",
        ErrorOutput error => Error(error),
        DataOutput data => Data(data),
        _ => "",
    };

    private static string Error(ErrorOutput error)
    {
        var text = error.Traceback.Count > 0 ? string.Join('\n', error.Traceback) : $"{error.Name}: {error.Message}";
        return $"<div class=\"nb-error\" role=\"note\"><div class=\"nb-error-name\">{HtmlText.Encode(error.Name)}</div><pre>{AnsiHtml.ToHtml(text)}</pre></div>";
    }

    private string Data(DataOutput output)
    {
        var plot = output.Data["application/vnd.plotly.v1+json"] as JsonObject;
        var best = Array.Find(Order, type => output.Data[type] is JsonValue or JsonObject or JsonArray && (type != "text/html" || output.Text(type) is not null));
        if (best is null && plot is null)
        {
            var types = string.Join(", ", output.Data.Select(pair => pair.Key));
            return types.Length == 0 ? "" : $"<p class=\"nb-none\">This output has no form that a page can show ({HtmlText.Encode(types)}).</p>";
        }

        var shown = best is null ? "" : Form(best, output);
        var isOurs = shown.Contains("nb-plot", StringComparison.Ordinal);
        return plot is null || isOurs ? shown : Plot(shown, plot);
    }

    private string Form(string type, DataOutput output)
    {
        var text = output.Text(type);
        switch (type)
        {
            case "text/html":
                return Html(text!);
            case "image/svg+xml":
                return text is null ? "" : $"<img class=\"nb-picture\" alt=\"picture\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\">";
            case "image/png" or "image/jpeg" or "image/gif" or "image/webp":
                return Picture(type, text, output.Metadata[type] as JsonObject);
            case "text/markdown":
                return $"<div class=\"nb-markdown\">{markdown.ToHtml(text ?? "", _ => null, collects: false)}</div>";
            case "application/json":
                var json = JsonWriter.Write(output.Data[type], indent: 2, sorted: false);
                return $"<details class=\"nb-json\"><summary>JSON</summary><pre>{HtmlText.Encode(json.Length > LongestJson ? json[..LongestJson] + "\n..." : json)}</pre></details>";
            default:
                return $"<pre class=\"nb-text\">{AnsiHtml.ToHtml(text ?? JsonWriter.Write(output.Data[type]))}</pre>";
        }
    }

    // Only what is a picture by its address goes in; a wrong base64 text shows nothing and harms nothing.
    private static string Picture(string type, string? base64, JsonObject? metadata)
    {
        var source = $"data:{type};base64,{(base64 ?? "").Replace("\n", "", StringComparison.Ordinal)}";
        return SafeUrl.IsPicture(source) ? $"<img class=\"nb-picture\" alt=\"picture\"{Size("width")}{Size("height")} src=\"{source}\">" : "<p class=\"nb-none\">This picture cannot be read.</p>";

        string Size(string name) => metadata?[name] is JsonValue value && value.TryGetValue<long>(out var pixels) && pixels is > 0 and < 20_000 ? FormattableString.Invariant($" {name}=\"{pixels}\"") : "";
    }

    private string Html(string html)
    {
        var scripts = new List<(string Id, JsonObject Figure)>();
        var clean = new HtmlSanitizer
        {
            FoundStyle = css =>
            {
                if (!_styles.Contains(css) && SafeCss.IsOwnSheet(css))
                {
                    _styles.Add(css);
                }
            },
            FoundScript = script =>
            {
                if (FigureScripts.TryRead(script) is { } figure)
                {
                    scripts.Add(figure);
                }
            },
        }.Clean(html);
        var isPlot = false;
        foreach (var (id, figure) in scripts)
        {
            isPlot |= clean.Contains($"id=\"{id}\"", StringComparison.Ordinal) && AddFigure(id, figure);
        }

        return $"<div class=\"nb-html{(isPlot ? " nb-plots" : "")}\">{clean}</div>";
    }

    // The drawing stays below the plot: it is what is shown without scripts and in print.
    private string Plot(string drawing, JsonObject figure)
    {
        var id = FormattableString.Invariant($"nb-plot-{_figureCount + 1}");
        return AddFigure(id, figure) ? $"<div class=\"nb-plot\" id=\"{id}\">{drawing}</div>" : drawing;
    }

    private bool AddFigure(string id, JsonObject figure)
    {
        if (!isInteractive || FigureData.TryWrite(figure) is not { } json)
        {
            return false;
        }

        _figureCount++;
        _figures.Append("<script type=\"application/json\" class=\"nb-figure\" data-for=\"").Append(HtmlText.Encode(id)).Append("\">").Append(json).Append("</script>\n");
        return true;
    }
}
