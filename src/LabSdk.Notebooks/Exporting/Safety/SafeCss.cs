using System.Text.RegularExpressions;

namespace LabSdk.Notebooks;

/// <summary>Style rules that can neither fetch anything nor leave their output.</summary>
internal static partial class SafeCss
{
    private const int MaxDepth = 4;

    /// <summary>True when a style attribute is harmless.</summary>
    public static bool IsDeclaration(string css) => css.Length <= 4000 && !Dangerous().IsMatch(css) && !Positioned().IsMatch(css);

    /// <summary>
    /// True when a style sheet is one of this SDK's outputs: every rule begins with the class of their root, so it cannot
    /// touch anything else of the page.
    /// </summary>
    public static bool IsOwnSheet(string css) => css.Length <= 200_000 && !Dangerous().IsMatch(css) && !Fixed().IsMatch(css) && AreOwnRules(css, 0);

    private static bool AreOwnRules(string css, int depth)
    {
        for (var at = 0; at < css.Length;)
        {
            var open = css.IndexOf('{', at);
            if (open < 0)
            {
                return string.IsNullOrWhiteSpace(css[at..]);
            }

            var close = Closing(css, open);
            if (close < 0)
            {
                return false;
            }

            var head = css[at..open].Trim();
            var body = css[(open + 1)..close];
            if (head.StartsWith("@media", StringComparison.Ordinal) ? depth >= MaxDepth || !AreOwnRules(body, depth + 1) : !AreOwnSelectors(head) || body.Contains('{', StringComparison.Ordinal))
            {
                return false;
            }

            at = close + 1;
        }

        return true;
    }

    private static bool AreOwnSelectors(string head)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= head.Length; i++)
        {
            if (i == head.Length || (head[i] == ',' && depth == 0))
            {
                var selector = head[start..i].Trim();
                if (!IsOwnSelector(selector))
                {
                    return false;
                }

                start = i + 1;
            }
            else
            {
                depth += head[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            }
        }

        return true;
    }

    // The root itself or something in it; never what stands beside it.
    private static bool IsOwnSelector(string selector)
    {
        if (!Root().IsMatch(selector))
        {
            return false;
        }

        var depth = 0;
        var i = 0;
        for (; i < selector.Length && (depth > 0 || !(char.IsWhiteSpace(selector[i]) || selector[i] is '>' or '+' or '~')); i++)
        {
            depth += selector[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
        }

        return selector.AsSpan(i).TrimStart() is [] or [not ('+' or '~'), ..];
    }

    private static int Closing(string css, int open)
    {
        var depth = 0;
        for (var i = open; i < css.Length; i++)
        {
            depth += css[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"^\.lab-out(?![\w-])")]
    private static partial Regex Root();

    // A backslash could spell any of the other words.
    [GeneratedRegex(@"url\s*\(|image-set|src\s*\(|expression|@import|@font-face|@namespace|@charset|behavior|-moz-binding|javascript:|\\|<|/\*", RegexOptions.IgnoreCase)]
    private static partial Regex Dangerous();

    [GeneratedRegex(@"position\s*:\s*(?!relative|static)", RegexOptions.IgnoreCase)]
    private static partial Regex Positioned();

    [GeneratedRegex(@"position\s*:\s*fixed", RegexOptions.IgnoreCase)]
    private static partial Regex Fixed();
}
