namespace LabSdk.Notebooks;

/// <summary>Line and column of a place in a text.</summary>
internal static class TextPosition
{
    /// <summary>Both from 1; the column in UTF-16 units.</summary>
    public static (int Line, int Column) Of(string text, int at)
    {
        var before = text.AsSpan(0, at);
        return (before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
