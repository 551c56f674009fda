using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using LabSdk.Display;

namespace LabSdk.Notebooks;

/// <summary>Writes a notebook as one HTML page.</summary>
internal sealed class HtmlExport
{
    private const int DeepestHeading = 3;
    private const int ContentsFrom = 3;
    private static readonly string Css = Resource("page.css");
    private static readonly string Script = Resource("page.js");
    private readonly NotebookDocument _document;
    private readonly ExportOptions _options;
    private readonly MarkdownHtml _markdown = new();
    private readonly OutputHtml _outputs;
    private readonly CellPictures _pictures;
    private readonly StringBuilder _body = new();

    public HtmlExport(NotebookDocument document, ExportOptions options)
    {
        _document = document;
        _options = options;
        _outputs = new OutputHtml(_markdown, options.InteractivePlots && PlotlyLibrary.IsAvailable);
        _pictures = new CellPictures(options.ImageFolder);
    }

    public string Write()
    {
        for (var i = 0; i < _document.Cells.Count; i++)
        {
            Cell(_document.Cells[i], i + 1);
        }

        var heading = _markdown.Headings.FirstOrDefault(item => item.Level == 1);
        var title = heading?.Title ?? _options.Title;
        var library = _outputs.FigureCount > 0 ? PlotlyLibrary.Script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal) : null;
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Policy(library)).Append("\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Append("<meta name=\"generator\" content=\"LabSdk ").Append(HtmlText.Encode(OwnPackage.Name.Version)).Append("\">\n");
        page.Append("<title>").Append(HtmlText.Encode(title)).Append("</title>\n<style>\n").Append(Css).Append("</style>\n");
        foreach (var sheet in _outputs.Styles)
        {
            page.Append("<style>").Append(sheet).Append("</style>\n");
        }

        page.Append("</head>\n<body>\n<div class=\"nb-page\">\n");
        Contents(page);
        page.Append("<main class=\"nb-main\">\n");
        if (heading is null)
        {
            page.Append("<h1 class=\"nb-title\">").Append(HtmlText.Encode(title)).Append("</h1>\n");
        }

        page.Append(_body).Append("</main>\n</div>\n<button class=\"nb-theme\" type=\"button\" hidden aria-label=\"Light or dark\" title=\"Light or dark\">&#9680;</button>\n");
        page.Append(_outputs.Figures);
        page.Append(library is null ? "" : $"<script>{library}</script>\n").Append("<script>").Append(Script).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    // Says to the browser what the sanitizer has seen to already: two scripts, both ours, and nothing from anywhere.
    private static string Policy(string? library) =>
        "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src "
        + string.Join(' ', new[] { library, Script }.OfType<string>().Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'"));

    private void Cell(NotebookCell cell, int number)
    {
        var tags = cell.Tags;
        if (tags.Contains(CellTags.RemoveCell) || cell.Kind == NotebookCellKind.Raw)
        {
            return;
        }

        if (cell.Kind == NotebookCellKind.Markdown)
        {
            _body.Append("<section class=\"nb-cell nb-markdown\">\n").Append(_markdown.ToHtml(cell.Source, address => _pictures.Find(cell, address))).Append("</section>\n");
            return;
        }

        var showsCode = !tags.Contains(CellTags.RemoveInput) && cell.Body.Trim().Length > 0;
        NotebookOutput[] outputs = tags.Contains(CellTags.RemoveOutput) ? [] : [.. cell.Outputs];
        if (!showsCode && outputs.Length == 0)
        {
            return;
        }

        _body.Append(System.Globalization.CultureInfo.InvariantCulture, $"<section class=\"nb-cell nb-code\" id=\"nb-cell-{number}\">\n");
        if (showsCode)
        {
            Code(cell);
        }

        if (outputs.Length > 0)
        {
            _body.Append("<div class=\"nb-out\">\n");
            foreach (var output in outputs)
            {
                _body.Append("<div class=\"nb-item\">").Append(_outputs.ToHtml(output)).Append("</div>\n");
            }

            _body.Append("</div>\n");
        }

        _body.Append("</section>\n");
    }

    private void Code(NotebookCell cell)
    {
        var code = TextLines.Trimmed(cell.Body);
        var isCSharp = cell.Language == KernelNames.CSharp;
        var html = isCSharp ? CSharpHighlighter.ToHtml(code) : HtmlText.Encode(code);
        var label = isCSharp ? "" : $"<span class=\"nb-language\">{HtmlText.Encode(cell.Language)}</span>";
        var source = $"<pre class=\"nb-source\">{label}<code>{html}</code></pre>";
        _body.Append("<div class=\"nb-in\"><span class=\"nb-count\" aria-hidden=\"true\">")
            .Append(cell.ExecutionCount is { } count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "").Append("</span>");
        _body.Append(_options.CollapseCode ? $"<details class=\"nb-fold\"><summary>{HtmlText.Encode(CellTitle.Of(code))}</summary>{source}</details>" : source).Append("</div>\n");
    }

    private void Contents(StringBuilder page)
    {
        PageHeading[] headings = [.. _markdown.Headings.Where(item => item.Level <= DeepestHeading)];
        if (headings.Length < ContentsFrom)
        {
            return;
        }

        page.Append("<nav class=\"nb-contents\" aria-label=\"Contents\">\n<p>Contents</p>\n<ul>\n");
        foreach (var heading in headings)
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"<li class=\"nb-level-{heading.Level}\"><a href=\"#{HtmlText.Encode(heading.Id)}\">{HtmlText.Encode(heading.Title)}</a></li>\n");
        }

        page.Append("</ul>\n</nav>\n");
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("LabSdk.Notebooks.Export." + name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
