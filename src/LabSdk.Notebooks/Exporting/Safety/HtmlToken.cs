namespace LabSdk.Notebooks;

/// <summary>A piece of HTML.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The decoded text, or the name of the tag in small letters.</param>
internal sealed record HtmlToken(HtmlTokenKind Kind, string Text)
{
    /// <summary>The attributes of a start tag: names in small letters, values decoded; of two equal names the first counts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>True for a start tag that ends in <c>/&gt;</c>, which counts in SVG only.</summary>
    public bool IsSelfClosing { get; init; }

    /// <summary>What stands inside an element whose content is not HTML, for example a script.</summary>
    public string Content { get; init; } = "";
}

/// <summary>What a piece of HTML is.</summary>
internal enum HtmlTokenKind
{
    /// <summary>Text between tags.</summary>
    Text,

    /// <summary>A tag that opens an element.</summary>
    Start,

    /// <summary>A tag that closes an element.</summary>
    End,

    /// <summary>An element whose content is not HTML, as a whole.</summary>
    Opaque,
}
