using System.Text;

namespace LabSdk.Notebooks;

/// <summary>
/// Writes foreign HTML anew from a list of harmless elements and attributes: every tag balanced, every text encoded. Scripts
/// and style sheets never go through; who wants to know them is told.
/// </summary>
internal sealed class HtmlSanitizer
{
    private const int MaxDepth = 150;
    private static readonly System.Buffers.SearchValues<char> NotInIds = System.Buffers.SearchValues.Create(" \t\n\r\f\"'<>");
    private readonly StringBuilder _result = new();
    private readonly Stack<string> _open = new();
    private int _skipped;

    /// <summary>Is told the content of style sheets.</summary>
    public Action<string>? FoundStyle { get; init; }

    /// <summary>Is told the content of scripts.</summary>
    public Action<string>? FoundScript { get; init; }

    /// <summary>Gives the picture behind an address that is not in the page, as a data address; null when there is none.</summary>
    public Func<string, string?>? FindPicture { get; init; }

    /// <summary>The harmless part of a piece of HTML.</summary>
    public string Clean(string html)
    {
        foreach (var token in new HtmlTokens(html).All())
        {
            switch (token.Kind)
            {
                case HtmlTokenKind.Text:
                    HtmlText.Append(_result, token.Text);
                    break;
                case HtmlTokenKind.Opaque when token.Text == "style":
                    FoundStyle?.Invoke(token.Content);
                    break;
                case HtmlTokenKind.Opaque when token.Text == "script":
                    FoundScript?.Invoke(token.Content);
                    break;
                case HtmlTokenKind.Start:
                    Start(token);
                    break;
                case HtmlTokenKind.End:
                    End(token.Text);
                    break;
            }
        }

        while (_open.TryPop(out var name))
        {
            _result.Append("</").Append(name).Append('>');
        }

        return _result.ToString();
    }

    private void Start(HtmlToken token)
    {
        if (HtmlRules.Element(token.Text) is not { } name || (token.Text == "title" && !_open.Contains("svg")))
        {
            return;
        }

        if (_open.Count >= MaxDepth)
        {
            _skipped += HtmlRules.Void.Contains(name) || token.IsSelfClosing ? 0 : 1;
            return;
        }

        if (name == "img" && Picture(token) is { } replacement)
        {
            _result.Append(replacement);
            return;
        }

        _result.Append('<').Append(name);
        foreach (var (key, value) in token.Attributes)
        {
            Attribute(name, key, value);
        }

        if (name == "input")
        {
            // The boxes of task lists; nothing can be typed into a page.
            _result.Append(" type=\"checkbox\" disabled=\"\"");
        }

        if (name == "a")
        {
            _result.Append(" rel=\"noopener noreferrer\"");
        }

        _result.Append('>');
        if (token.IsSelfClosing && (name == "svg" || _open.Contains("svg")))
        {
            _result.Append("</").Append(name).Append('>');
        }
        else if (!HtmlRules.Void.Contains(name))
        {
            _open.Push(name);
        }
    }

    private void End(string tag)
    {
        if (HtmlRules.Element(tag) is not { } name || HtmlRules.Void.Contains(name))
        {
            return;
        }

        if (_skipped > 0)
        {
            _skipped--;
            return;
        }

        if (!_open.Contains(name))
        {
            return;
        }

        while (_open.Pop() is var last)
        {
            _result.Append("</").Append(last).Append('>');
            if (last == name)
            {
                return;
            }
        }
    }

    private void Attribute(string element, string key, string value)
    {
        if (key == "style")
        {
            if (SafeCss.IsDeclaration(value))
            {
                Write(key, value);
            }

            return;
        }

        var isAllowed = HtmlRules.Attribute(key) is not null && key switch
        {
            "href" or "xlink:href" => element == "a" ? SafeUrl.IsLink(value) : element == "image" ? SafeUrl.IsPicture(value) : SafeUrl.IsLocal(value),
            "src" => element == "img" && SafeUrl.IsPicture(value),
            "type" or "disabled" when element == "input" => false,
            "class" => !value.Contains("nb-", StringComparison.OrdinalIgnoreCase),
            "id" => value.Length <= 200 && !value.AsSpan().ContainsAny(NotInIds),
            "xmlns" => value == "http://www.w3.org/2000/svg",
            _ => SafeUrl.FetchesNothing(value),
        };
        if (isAllowed && key != "xmlns")
        {
            Write(HtmlRules.Attribute(key)!, value);
        }
    }

    private void Write(string name, string value)
    {
        _result.Append(' ').Append(name).Append("=\"");
        HtmlText.Append(_result, value);
        _result.Append('"');
    }

    // A picture from elsewhere would be fetched; a link does not fetch.
    private string? Picture(HtmlToken token)
    {
        var source = token.Attributes.FirstOrDefault(pair => pair.Key == "src").Value ?? "";
        if (SafeUrl.IsPicture(source))
        {
            return null;
        }

        var text = token.Attributes.FirstOrDefault(pair => pair.Key == "alt").Value is { Length: > 0 } alt ? alt : source;
        if (FindPicture?.Invoke(source) is { } found)
        {
            return $"<img src=\"{HtmlText.Encode(found)}\" alt=\"{HtmlText.Encode(text)}\">";
        }

        return SafeUrl.IsLink(source) && source.Length > 0
            ? $"<a href=\"{HtmlText.Encode(source)}\" rel=\"noopener noreferrer\">[picture: {HtmlText.Encode(text)}]</a>"
            : $"<em>[picture: {HtmlText.Encode(text)}]</em>";
    }
}
