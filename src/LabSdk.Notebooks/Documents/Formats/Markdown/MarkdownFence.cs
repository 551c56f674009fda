namespace LabSdk.Notebooks;

/// <summary>Code blocks between fences of Markdown.</summary>
internal static class MarkdownFence
{
    /// <summary>A text between fences that are longer than any fence in it.</summary>
    public static string Around(string text, string info)
    {
        var longest = 2;
        foreach (var line in TextLines.Split(text))
        {
            longest = Math.Max(longest, Ticks(line));
        }

        var fence = new string('`', longest + 1);
        return text.Length == 0 ? $"{fence}{info}\n{fence}" : $"{fence}{info}\n{text}\n{fence}";
    }

    /// <summary>How many backticks a line begins with, after up to three blanks.</summary>
    public static int Ticks(string line)
    {
        var start = line.AsSpan().IndexOfAnyExcept(' ');
        return start is < 0 or > 3 ? 0 : line.AsSpan(start).IndexOfAnyExcept('`') is var count and >= 0 ? count : line.Length - start;
    }
}
