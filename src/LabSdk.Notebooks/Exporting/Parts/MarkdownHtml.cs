using Markdig;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LabSdk.Notebooks;

/// <summary>Markdown of cells as harmless HTML, with its headings collected for a table of contents.</summary>
internal sealed class MarkdownHtml
{
    private const int LongestText = 2_000_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAlertBlocks().UsePipeTables().UseGridTables().UseTaskLists().UseAutoLinks().UseEmphasisExtras().UseFootnotes().UseDefinitionLists()
        .UseListExtras().UseMathematics().Build();

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<PageHeading> _headings = [];

    /// <summary>The headings so far.</summary>
    public IReadOnlyList<PageHeading> Headings => _headings;

    /// <summary>The HTML of a text.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="findPicture">Gives a picture of the notebook as a data address.</param>
    /// <param name="collects">True when its headings belong into the table of contents.</param>
    public string ToHtml(string text, Func<string, string?> findPicture, bool collects = true)
    {
        try
        {
            if (text.Length <= LongestText)
            {
                return new HtmlSanitizer { FindPicture = findPicture }.Clean(Render(text, collects));
            }
        }
        catch (ArgumentException)
        {
            // Too many blocks inside each other for the library.
        }

        return $"<pre>{HtmlText.Encode(text)}</pre>";
    }

    private string Render(string text, bool collects)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var title = Title(heading.Inline);
            var id = Id(title);
            heading.GetAttributes().Id = id;
            if (collects && title.Length > 0)
            {
                _headings.Add(new PageHeading(heading.Level, id, title));
            }
        }

        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new CodeRenderer());
        renderer.Render(document);
        // No page typesets formulas without a large library; the marks around them would only disturb.
        return writer.ToString()
            .Replace("<span class=\"math\">\\(", "<span class=\"math\">", StringComparison.Ordinal).Replace("\\)</span>", "</span>", StringComparison.Ordinal)
            .Replace("<div class=\"math\">\n\\[", "<div class=\"math\">", StringComparison.Ordinal).Replace("\\]</div>", "</div>", StringComparison.Ordinal);
    }

    private static string Title(ContainerInline? inline)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in inline?.Descendants() ?? [])
        {
            text.Append(part switch { LiteralInline literal => literal.Content.ToString(), CodeInline code => code.Content, LineBreakInline => " ", HtmlEntityInline entity => entity.Transcoded.ToString(), _ => "" });
        }

        return text.ToString().Trim();
    }

    private string Id(string title)
    {
        var slug = LinkHelper.UrilizeAsGfm(title);
        var id = slug.Length == 0 ? "section" : slug;
        for (var i = 1; !_ids.Add(id); i++)
        {
            id = FormattableString.Invariant($"{(slug.Length == 0 ? "section" : slug)}-{i}");
        }

        return id;
    }

    private sealed class CodeRenderer : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            var code = block.Lines.ToString();
            var language = (block as FencedCodeBlock)?.Info ?? "";
            var html = KernelNames.TryCanonical(language) == KernelNames.CSharp ? CSharpHighlighter.ToHtml(code) : HtmlText.Encode(code);
            renderer.EnsureLine();
            renderer.Write("<pre><code>").Write(html).Write("</code></pre>").WriteLine();
        }
    }
}
