namespace LabSdk.Notebooks.Engine;

/// <summary>A line of a cell.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the next one begins.</param>
internal readonly record struct CellLine(int Number, int Start, int End)
{
    /// <summary>All lines of a text.</summary>
    public static IEnumerable<CellLine> Of(string text)
    {
        var start = 0;
        for (var number = 1; start < text.Length; number++)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            yield return new CellLine(number, start, end);
            start = end;
        }
    }

    /// <summary>The line without white space around it.</summary>
    public ReadOnlySpan<char> Trimmed(string text) => text.AsSpan(Start, End - Start).Trim();

    /// <summary>True when the line may be something else than C#; a string or comment can still hide it.</summary>
    public bool IsDirective(string text)
    {
        var line = Trimmed(text);
        return line is ['#', '!' or ':', ..]
            || StartsWithWord(line, "#r") || StartsWithWord(line, "#i") || StartsWithWord(line, "#load");
    }

    private static bool StartsWithWord(ReadOnlySpan<char> line, string word) =>
        line.StartsWith(word, StringComparison.Ordinal)
        && (line.Length == word.Length || line[word.Length] is ' ' or '\t' or '"');
}
