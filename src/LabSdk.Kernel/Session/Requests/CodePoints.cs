namespace LabSdk.Kernel.Session.Requests;

/// <summary>Positions in code: front ends count Unicode code points, C# counts UTF-16 units. Both are clamped to the text.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 position of a code point position.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--)
        {
            at += IsPair(text, at) ? 2 : 1;
        }

        return at;
    }

    /// <summary>The code point position of a UTF-16 position; inside a pair, that of the pair.</summary>
    public static int FromUtf16(string text, int position)
    {
        var (at, count) = (0, 0);
        while (at < position && at < text.Length)
        {
            at += IsPair(text, at) ? 2 : 1;
            count += at <= position ? 1 : 0;
        }

        return count;
    }

    private static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
