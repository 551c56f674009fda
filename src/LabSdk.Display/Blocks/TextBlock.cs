using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>How a <see cref="TextBlock"/> looks.</summary>
public enum TextStyle
{
    /// <summary>Running text. The default.</summary>
    Normal = 0,

    /// <summary>A side note.</summary>
    Muted,

    /// <summary>Fixed-width on a shaded ground, lines as they are.</summary>
    Code,
}

/// <summary>A paragraph or listing; line feeds are kept.</summary>
/// <param name="Content">Any text.</param>
/// <param name="Style">How it looks. Default running text.</param>
public sealed record TextBlock(string Content, TextStyle Style = TextStyle.Normal) : Block
{
    private const int MaxLength = 20_000;

    private string Shown => VisibleText.Shorten(Content, MaxLength);

    internal override void WriteHtml(HtmlWriter writer)
    {
        var text = VisibleText.Shorten(Shown, Math.Max(100, writer.Remaining / 8));
        if (Style == TextStyle.Code)
        {
            writer.Start("pre", "lab-code").Text(text, keepLines: true).End();
        }
        else
        {
            writer.Start("p", Style == TextStyle.Muted ? "lab-text lab-muted" : "lab-text").Text(text, keepLines: true).End();
        }
    }

    internal override IRenderable ToText() => TextParts.Lines(Shown, Style == TextStyle.Muted ? TextParts.Muted : null);
}
