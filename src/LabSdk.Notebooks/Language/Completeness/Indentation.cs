namespace LabSdk.Notebooks.Language;

/// <summary>What the line after an unfinished one should begin with.</summary>
internal static class Indentation
{
    private const string Step = "    ";

    /// <summary>As the last line, and one step more after something that opens.</summary>
    public static string After(string code)
    {
        var line = LastLine(code);
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        var words = (comment < 0 ? line : line[..comment]).Trim();
        var opens = words.EndsWith('{') || words.EndsWith('(') || words.EndsWith('[') || words.EndsWith("=>", StringComparison.Ordinal)
            || words is "else" or "do" || (words.EndsWith(')') && IsHead(words));
        return OfLastLine(code) + (opens ? Step : "");
    }

    /// <summary>As the last line that is not blank.</summary>
    public static string OfLastLine(string code)
    {
        var line = LastLine(code);
        return line[..(line.Length - line.TrimStart().Length)];
    }

    private static bool IsHead(string words) =>
        words.StartsWith("if", StringComparison.Ordinal) || words.StartsWith("for", StringComparison.Ordinal) || words.StartsWith("while", StringComparison.Ordinal)
        || words.StartsWith("using", StringComparison.Ordinal) || words.StartsWith("lock", StringComparison.Ordinal) || words.StartsWith("else if", StringComparison.Ordinal);

    private static string LastLine(string code)
    {
        var text = code.TrimEnd();
        var line = text[(text.LastIndexOf('\n') + 1)..];
        return line.TrimEnd('\r');
    }
}
