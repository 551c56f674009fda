using System.Collections.Immutable;
using LabSdk.Hosting;

namespace LabSdk.Display;

/// <summary>
/// One object in several forms, keyed by mime type; the place where it is shown picks the richest form it can draw.
/// A bundle always has <see cref="MimeTypes.PlainText"/>. Forms are rendered when first asked for.
/// </summary>
/// <remarks>Thread-safe: immutable; a form is rendered at most once.</remarks>
[TypeFormatterSource]
public sealed class MimeBundle : IDisplayable
{
    private readonly ImmutableDictionary<string, Lazy<string>> _texts;
    private readonly Lazy<ReadOnlyMemory<byte>>? _png;

    private MimeBundle(ImmutableDictionary<string, Lazy<string>> texts, Lazy<ReadOnlyMemory<byte>>? png, Block? block)
    {
        _texts = texts;
        _png = png;
        Block = block;
    }

    /// <summary>The block the forms come from, for places inside this assembly that draw it in their own way.</summary>
    internal Block? Block { get; }

    /// <summary>The mime types that <see cref="Text"/> and <see cref="Png"/> can give, richest first.</summary>
    public IEnumerable<string> MimeTypes
    {
        get
        {
            string[] order = [Display.MimeTypes.Plotly, Display.MimeTypes.Html, Display.MimeTypes.Svg, Display.MimeTypes.Png];
            return order.Where(Has).Concat(_texts.Keys.Where(k => !order.Contains(k)).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The readable text, at most 120 columns wide.</summary>
    public string PlainText => Text(Display.MimeTypes.PlainText)!;

    /// <summary>The HTML, or null when there is none.</summary>
    public string? Html => Text(Display.MimeTypes.Html);

    /// <summary>The SVG document, or null when there is none.</summary>
    public string? Svg => Text(Display.MimeTypes.Svg);

    /// <summary>The plotly.js figure as JSON, or null when there is none.</summary>
    public string? Plotly => Text(Display.MimeTypes.Plotly);

    /// <summary>The PNG image; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Png => _png?.Value ?? default;

    /// <summary>How long the longest form is that somebody has asked for so far; in bytes for a PNG, else in characters.</summary>
    internal int RenderedLength
    {
        get
        {
            var png = _png is { IsValueCreated: true } ? _png.Value.Length : 0;
            return _texts.Values.Where(text => text.IsValueCreated).Aggregate(png, static (longest, text) => Math.Max(longest, text.Value.Length));
        }
    }

    /// <summary>A bundle with a text only.</summary>
    /// <param name="text">The readable text.</param>
    public static MimeBundle FromText(string text) => FromText(() => text);

    /// <summary>A bundle whose text is made when it is first asked for.</summary>
    /// <param name="text">Makes the readable text; must not throw.</param>
    public static MimeBundle FromText(Func<string> text) =>
        new(ImmutableDictionary<string, Lazy<string>>.Empty.Add(Display.MimeTypes.PlainText, new(text)), null, null);

    /// <summary>The text and HTML of a block.</summary>
    internal static MimeBundle FromBlock(Block block, HtmlOptions? options = null) => new(
        ImmutableDictionary<string, Lazy<string>>.Empty
            .Add(Display.MimeTypes.PlainText, new(() => TextOutput.Render(block)))
            .Add(Display.MimeTypes.Html, new(() => HtmlOutput.Render(block, options))),
        null,
        block);

    /// <summary>The same bundle with one more form, or a form replaced.</summary>
    /// <param name="mimeType">Mime type of a textual form, for example <see cref="MimeTypes.Html"/>.</param>
    /// <param name="text">
    /// The form. HTML given here goes out as it is: encode every foreign text in it, or build it from <see cref="Block"/>s,
    /// which do.
    /// </param>
    public MimeBundle With(string mimeType, string text) => With(mimeType, () => text);

    /// <summary>The same bundle with one more form that is made when it is first asked for.</summary>
    /// <param name="mimeType">Mime type of a textual form.</param>
    /// <param name="text">Makes the form; must not throw.</param>
    public MimeBundle With(string mimeType, Func<string> text)
    {
        ArgumentException.ThrowIfNullOrEmpty(mimeType);
        ArgumentNullException.ThrowIfNull(text);
        return mimeType == Display.MimeTypes.Png
            ? throw new ArgumentException("A PNG is binary: use WithPng.", nameof(mimeType))
            : new MimeBundle(_texts.SetItem(mimeType, new(text)), _png, Block);
    }

    /// <summary>The same bundle with a PNG image that is made when it is first asked for.</summary>
    /// <param name="png">Makes the file content; must not throw.</param>
    public MimeBundle WithPng(Func<ReadOnlyMemory<byte>> png) => new(_texts, new(png), Block);

    /// <summary>True when the bundle has this form.</summary>
    /// <param name="mimeType">A mime type.</param>
    public bool Has(string mimeType) =>
        mimeType == Display.MimeTypes.Png ? _png is not null : _texts.ContainsKey(mimeType);

    /// <summary>A textual form, or null when the bundle has none of this type.</summary>
    /// <param name="mimeType">A mime type.</param>
    public string? Text(string mimeType) => _texts.TryGetValue(mimeType, out var text) ? text.Value : null;

    /// <summary>Returns itself.</summary>
    public MimeBundle ToMimeBundle() => this;

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => HostViews.Html(this);

    /// <summary>Returns the readable text.</summary>
    public override string ToString() => PlainText;
}
