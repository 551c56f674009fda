using System.Buffers;
using System.Globalization;
using System.Text;

namespace LabSdk.Display;

/// <summary>
/// Makes every character of a foreign text visible: control, formatting (bidirectional, zero-width, tag) and unpaired
/// surrogate characters become escapes, so that a device name can neither hide nor rearrange what is shown.
/// </summary>
internal static class VisibleText
{
    // Everything from space to tilde is plain; that is nearly every text a device sends.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The text with escapes; the same instance when nothing had to change.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keepLines">True to let line feeds and tabs through, for multi-line blocks.</param>
    public static string Of(string text, bool keepLines = false)
    {
        var first = text.AsSpan().IndexOfAnyExcept(Plain);
        return first < 0 ? text : Escape(text, first, keepLines);
    }

    /// <summary>The text cut to a number of characters, saying how many are missing.</summary>
    public static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var cut = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, cut)}… (+{text.Length - cut:N0} characters)");
    }

    private static string Escape(string text, int first, bool keepLines)
    {
        var builder = new StringBuilder(text.Length + 16);
        builder.Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            var status = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            if (status != OperationStatus.Done)
            {
                AppendEscape(builder, text[i]);
            }
            else if (IsHidden(rune) && !(keepLines && rune.Value is '\n' or '\t'))
            {
                if (!(keepLines && rune.Value == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))
                {
                    AppendEscape(builder, rune.Value);
                }
            }
            else
            {
                builder.Append(text, i, length);
            }

            i += length - 1;
        }

        return builder.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static void AppendEscape(StringBuilder builder, int value)
    {
        var text = value switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            0 => "\\0",
            <= 0xFFFF => "\\u" + value.ToString("X4", CultureInfo.InvariantCulture),
            _ => "\\u{" + value.ToString("X", CultureInfo.InvariantCulture) + "}",
        };
        builder.Append(text);
    }
}
