using System.Globalization;
using System.Text;

namespace LabSdk.Notebooks;

/// <summary>Text with the colours of a terminal as HTML, and as plain text.</summary>
internal static class AnsiHtml
{
    private const int LongestSequence = 200;

    /// <summary>The text, encoded, with <c>span</c> elements of the classes <c>ansi-…</c>; other control sequences fall away.</summary>
    public static string ToHtml(string text)
    {
        var result = new StringBuilder(text.Length + 64);
        var style = default(AnsiStyle);
        foreach (var (piece, codes) in Pieces(text))
        {
            if (piece.Length > 0)
            {
                var isPlain = style == default;
                result.Append(isPlain ? "" : style.Open());
                HtmlText.Append(result, piece);
                result.Append(isPlain ? "" : "</span>");
            }

            if (codes is not null)
            {
                style = style.With(codes);
            }
        }

        return result.ToString();
    }

    /// <summary>The text without control sequences.</summary>
    public static string ToPlain(string text) =>
        text.Contains('\u001b', StringComparison.Ordinal) ? string.Concat(Pieces(text).Select(piece => piece.Text)) : text;

    // Texts, each with the colour codes that follow it.
    private static IEnumerable<(string Text, int[]? Codes)> Pieces(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var escape = text.IndexOf('\u001b', at);
            if (escape < 0)
            {
                yield return (text[at..], null);
                yield break;
            }

            var end = End(text, escape, out var codes);
            yield return (text[at..escape], codes);
            at = end;
        }
    }

    private static int End(string text, int escape, out int[]? codes)
    {
        codes = null;
        var at = escape + 1;
        if (at >= text.Length)
        {
            return at;
        }

        if (text[at] == ']')
        {
            // A title or a link: ended by BEL or ESC \.
            var stop = text.AsSpan(at).IndexOfAny('\u0007', '\u001b', '\n');
            var length = stop < 0 ? 0 : text[at + stop] switch { '\u001b' => 2, '\u0007' => 1, _ => 0 };
            return stop < 0 ? text.Length : Math.Min(at + stop + length, text.Length);
        }

        if (text[at] != '[')
        {
            return Math.Min(at + (text[at] is '(' or ')' ? 2 : 1), text.Length);
        }

        var start = ++at;
        while (at < text.Length && at - start < LongestSequence && text[at] is >= '\u0020' and <= '\u003f')
        {
            at++;
        }

        if (at < text.Length && text[at] == 'm')
        {
            codes = [.. text[start..at].Split(';', ':').Select(code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }

        return at < text.Length && text[at] is >= '\u0040' and <= '\u007e' ? at + 1 : at;
    }
}
