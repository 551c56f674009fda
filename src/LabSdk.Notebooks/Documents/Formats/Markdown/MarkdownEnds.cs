namespace LabSdk.Notebooks;

/// <summary>
/// Finds where blocks end. Remembers what has no end, so that a text of nothing but open blocks takes linear time.
/// </summary>
internal sealed class MarkdownEnds(string[] lines)
{
    private readonly HashSet<string> _missing = [];
    private int _unclosed = int.MaxValue;

    /// <summary>The next line that is this mark; 0 when there is none.</summary>
    public int Of(string mark, int from)
    {
        if (!_missing.Contains(mark) && Array.FindIndex(lines, from, line => line.TrimEnd() == mark) is var found and > 0)
        {
            return found;
        }

        _missing.Add(mark);
        return 0;
    }

    /// <summary>The line that closes the fence opened at a line; 0 when nothing does.</summary>
    public int OfFence(int open)
    {
        var ticks = MarkdownFence.Ticks(lines[open]);
        if (ticks >= _unclosed)
        {
            return 0;
        }

        for (var i = open + 1; i < lines.Length; i++)
        {
            if (MarkdownFence.Ticks(lines[i]) >= ticks && lines[i].AsSpan().Trim().IndexOfAnyExcept('`') < 0)
            {
                return i;
            }
        }

        _unclosed = ticks;
        return 0;
    }
}
