using LabSdk.Display;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>HTML that the author of the notebook wrote; it is shown as it is.</summary>
public sealed class HtmlContent : IDisplayable
{
    private readonly string _html;

    /// <summary>Takes HTML.</summary>
    /// <param name="html">The text; encode foreign text in it.</param>
    public HtmlContent(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        _html = html;
    }

    /// <summary>The HTML, and its source as the readable text.</summary>
    public MimeBundle ToMimeBundle() => ValueForms.As(_html, MimeTypes.Html);

    /// <summary>Returns the HTML.</summary>
    public override string ToString() => _html;
}
