namespace LabSdk.Odp.Filtering;

/// <summary>Texts with <c>*</c> (any run) and, where wanted, <c>?</c> (any one character). The whole text has to match.</summary>
internal static class WildcardPattern
{
    /// <summary>Compares in time proportional to pattern x text at worst, without recursion.</summary>
    public static bool IsMatch(string pattern, string text, bool ignoreCase = false, bool questionMark = true)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && IsSame(pattern[p], text[t], ignoreCase, questionMark))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static bool IsSame(char pattern, char text, bool ignoreCase, bool questionMark) =>
        pattern == text || (questionMark && pattern == '?') || (ignoreCase && char.ToUpperInvariant(pattern) == char.ToUpperInvariant(text));
}
