using System.Net;

namespace LabSdk.Notebooks;

/// <summary>Takes any text apart as HTML. Never fails: what is no tag is text.</summary>
internal sealed class HtmlTokens(string html)
{
    // Browsers do not read tags inside these.
    private static readonly HashSet<string> Opaque = new(StringComparer.Ordinal)
    {
        "script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "template", "plaintext", "object", "embed", "applet", "math", "foreignobject",
    };

    private readonly HashSet<string> _endless = new(StringComparer.Ordinal);
    private int _at;

    public IEnumerable<HtmlToken> All()
    {
        while (_at < html.Length)
        {
            var start = _at;
            if (html[_at] == '<' && Tag() is { } token)
            {
                if (token.Text.Length > 0)
                {
                    yield return token;
                }

                continue;
            }

            _at = html.IndexOf('<', start + 1) is var next and > 0 ? next : html.Length;
            yield return new HtmlToken(HtmlTokenKind.Text, WebUtility.HtmlDecode(html[start.._at]));
        }
    }

    // A tag, or an empty token for what shows nothing, or null when it is text.
    private HtmlToken? Tag()
    {
        if (At("<!--"))
        {
            Skip("-->", 4);
            return new HtmlToken(HtmlTokenKind.End, "");
        }

        if (At("<!") || At("<?"))
        {
            Skip(">", 2);
            return new HtmlToken(HtmlTokenKind.End, "");
        }

        var isEnd = At("</");
        var start = _at + (isEnd ? 2 : 1);
        if (start >= html.Length || !char.IsAsciiLetter(html[start]))
        {
            return null;
        }

        var end = start;
        while (end < html.Length && html[end] is not (' ' or '\t' or '\n' or '\r' or '\f' or '/' or '>'))
        {
            end++;
        }

        var name = html[start..end].ToLowerInvariant();
        _at = end;
        var attributes = Attributes();
        if (isEnd)
        {
            return new HtmlToken(HtmlTokenKind.End, name);
        }

        return Opaque.Contains(name)
            ? new HtmlToken(HtmlTokenKind.Opaque, name) { Content = Inside(name), Attributes = attributes }
            : new HtmlToken(HtmlTokenKind.Start, name) { Attributes = attributes, IsSelfClosing = html[_at - 1] == '>' && html[_at - 2] == '/' };
    }

    private List<KeyValuePair<string, string>> Attributes()
    {
        var attributes = new List<KeyValuePair<string, string>>();
        while (true)
        {
            while (_at < html.Length && (char.IsWhiteSpace(html[_at]) || html[_at] == '/'))
            {
                _at++;
            }

            if (_at >= html.Length || html[_at] == '>')
            {
                _at = Math.Min(_at + 1, html.Length);
                return attributes;
            }

            var start = _at++;
            while (_at < html.Length && !char.IsWhiteSpace(html[_at]) && html[_at] is not ('/' or '>' or '='))
            {
                _at++;
            }

            var name = html[start.._at].ToLowerInvariant();
            while (_at < html.Length && char.IsWhiteSpace(html[_at]))
            {
                _at++;
            }

            var value = _at < html.Length && html[_at] == '=' ? Value() : "";
            if (attributes.Count < 200 && !attributes.Exists(pair => pair.Key == name))
            {
                attributes.Add(KeyValuePair.Create(name, WebUtility.HtmlDecode(value)));
            }
        }
    }

    private string Value()
    {
        _at++;
        while (_at < html.Length && char.IsWhiteSpace(html[_at]))
        {
            _at++;
        }

        if (_at < html.Length && html[_at] is '"' or '\'')
        {
            var start = ++_at;
            var end = html.IndexOf(html[_at - 1], _at);
            _at = end < 0 ? html.Length : end + 1;
            return html[start..(end < 0 ? html.Length : end)];
        }

        var from = _at;
        while (_at < html.Length && !char.IsWhiteSpace(html[_at]) && html[_at] != '>')
        {
            _at++;
        }

        return html[from.._at];
    }

    private string Inside(string name)
    {
        var start = _at;
        var end = _endless.Contains(name) ? -1 : html.IndexOf("</" + name, _at, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            _endless.Add(name);
            _at = html.Length;
            return html[start..];
        }

        _at = html.IndexOf('>', end) is var close and >= 0 ? close + 1 : html.Length;
        return html[start..end];
    }

    private bool At(string text) => html.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);

    private void Skip(string end, int from) =>
        _at = html.IndexOf(end, Math.Min(_at + from, html.Length), StringComparison.Ordinal) is var found and >= 0 ? found + end.Length : html.Length;
}
