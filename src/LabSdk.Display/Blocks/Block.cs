using LabSdk.Hosting;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>
/// A piece of output - a card, table, figure, text - that is written once and shown everywhere: as HTML in notebooks and
/// reports, as text in terminals. Every text put into a block is encoded; blocks are how views are built.
/// </summary>
/// <remarks>Thread-safe: blocks are immutable snapshots.</remarks>
[TypeFormatterSource]
public abstract record Block : IDisplayable
{
    private protected Block()
    {
    }

    /// <summary>Returns the block as self-contained HTML of at most 200 KB.</summary>
    public string ToHtml() => HtmlOutput.Render(this);

    /// <summary>Returns the block as self-contained HTML.</summary>
    /// <param name="options">How figures and limits are handled.</param>
    public string ToHtml(HtmlOptions options) => HtmlOutput.Render(this, options);

    /// <summary>Returns the block in all its forms.</summary>
    public virtual MimeBundle ToMimeBundle() => MimeBundle.FromBlock(this);

    /// <summary>Returns the block as text and HTML, the HTML written in a way of its own.</summary>
    /// <param name="options">How figures and limits are handled.</param>
    public MimeBundle ToMimeBundle(HtmlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return MimeBundle.FromBlock(this, options);
    }

    /// <summary>Returns the text form, at most 120 columns wide.</summary>
    public sealed override string ToString() => TextOutput.Render(this);

    /// <summary>What it is called in a table of contents; null for nothing.</summary>
    internal virtual string? Heading => null;

    /// <summary>Writes the block as HTML inside a root element.</summary>
    internal abstract void WriteHtml(HtmlWriter writer);

    /// <summary>The block for a terminal.</summary>
    internal abstract IRenderable ToText();
}
