namespace LabSdk.Display.Tests.Rules;

/// <summary>The selectors of a style sheet, those inside media queries too.</summary>
internal static class CssReader
{
    public static IEnumerable<string> Selectors(string css)
    {
        var start = 0;
        for (var i = 0; i < css.Length; i++)
        {
            if (css[i] == '}')
            {
                start = i + 1;
            }
            else if (css[i] == '{')
            {
                var selector = css[start..i].Trim();
                start = i + 1;
                if (!selector.StartsWith('@'))
                {
                    foreach (var part in Split(selector))
                    {
                        yield return part;
                    }

                    i = css.IndexOf('}', i);
                    start = i + 1;
                }
            }
        }
    }

    // Commas inside parentheses belong to one selector.
    private static IEnumerable<string> Split(string selector)
    {
        int depth = 0, start = 0;
        for (var i = 0; i < selector.Length; i++)
        {
            depth += selector[i] == '(' ? 1 : selector[i] == ')' ? -1 : 0;
            if (selector[i] == ',' && depth == 0)
            {
                yield return selector[start..i].Trim();
                start = i + 1;
            }
        }

        yield return selector[start..].Trim();
    }
}
