namespace LabSdk.Notebooks;

/// <summary>Comments that keep cells apart where Markdown alone would not.</summary>
internal static class MarkdownMarks
{
    /// <summary>Between two Markdown cells.</summary>
    public const string Break = "<!-- #cell -->";

    /// <summary>Begins a Markdown cell that holds C# blocks or such comments itself.</summary>
    public const string Region = "<!-- #region -->";

    /// <summary>Ends it.</summary>
    public const string EndRegion = "<!-- #endregion -->";

    /// <summary>Begins a raw cell.</summary>
    public const string Raw = "<!-- #raw -->";

    /// <summary>Ends it.</summary>
    public const string EndRaw = "<!-- #endraw -->";

    public static bool IsMark(string line) => line.TrimEnd() is Break or Region or EndRegion or Raw or EndRaw;

    /// <summary>The tags of a line that opens a block of C#; null for any other line.</summary>
    public static string[]? OpensCode(string line)
    {
        var ticks = MarkdownFence.Ticks(line);
        if (ticks < 3 || line[0] == ' ')
        {
            return null;
        }

        var info = line[ticks..].Trim();
        var name = info.Split(' ', 2)[0];
        if (KernelNames.TryCanonical(name) != KernelNames.CSharp || info.Contains('`', StringComparison.Ordinal))
        {
            return null;
        }

        return info.IndexOf(" tags=", StringComparison.Ordinal) is > 0 and var at && PercentMarker.TryTags(info[(at + 6)..], out var tags) ? tags : [];
    }
}
