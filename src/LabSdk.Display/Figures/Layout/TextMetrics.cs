using System.Globalization;
using System.Text;

namespace LabSdk.Display;

/// <summary>
/// About how wide a text is. Nobody knows the font of the reader, so the widths are those of the widest common
/// sans-serif: what fits by them fits everywhere.
/// </summary>
internal static class TextMetrics
{
    /// <summary>Width of a text at a font size, in the same unit.</summary>
    public static double Width(string text, double size)
    {
        var sum = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            sum += Advance(rune);
        }

        return sum * size;
    }

    /// <summary>The text cut with an ellipsis so that it is not wider than the limit.</summary>
    public static string Fit(string text, double size, double limit)
    {
        if (Width(text, size) <= limit)
        {
            return text;
        }

        var room = limit - (size * 0.9);
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Advance(rune) * size;
            if (room < 0)
            {
                break;
            }

            shown.Append(rune.ToString());
        }

        return shown.Append('…').ToString();
    }

    private static double Advance(Rune rune)
    {
        if (!rune.IsAscii)
        {
            // Ideographs, symbols and emoji take a full square; other letters do not.
            return Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.NonSpacingMark => 0,
                UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol => 1.05,
                UnicodeCategory.OtherNumber => 0.45,
                _ => 0.75,
            };
        }

        return (char)rune.Value switch
        {
            'i' or 'j' or 'l' or '\'' or '|' => 0.3,
            ' ' or '.' or ',' or ':' or ';' or '!' => 0.34,
            'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' or '\\' or 'I' or 'J' => 0.42,
            'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.98,
            >= 'A' and <= 'Z' => 0.73,
            >= '0' and <= '9' => 0.64,
            '+' or '=' or '<' or '>' or '~' or '#' => 0.84,
            _ => 0.62,
        };
    }
}
