namespace LabSdk.Notebooks;

/// <summary>Reads Markdown: blocks of C# are code cells, what stands between them Markdown cells.</summary>
internal static class MarkdownReader
{
    public static IReadOnlyList<NotebookCell> Read(string text)
    {
        var cells = new List<NotebookCell>();
        var pending = new List<string>();
        var lines = TextLines.Split(text);
        var ends = new MarkdownEnds(lines);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (MarkdownMarks.OpensCode(lines[i]) is { } tags && ends.OfFence(i) is var end and > 0)
            {
                Flush(cells, pending);
                var cell = NotebookCell.Code(string.Join('\n', lines[(i + 1)..end]));
                cells.Add(tags.Length > 0 ? cell.WithTags(tags) : cell);
                i = end;
            }
            else if (line == MarkdownMarks.Region && ends.Of(MarkdownMarks.EndRegion, i) is var region and > 0)
            {
                Flush(cells, pending);
                cells.Add(NotebookCell.Markdown(string.Join('\n', lines[(i + 1)..region])));
                i = region;
            }
            else if (line == MarkdownMarks.Raw && ends.Of(MarkdownMarks.EndRaw, i) is var raw and > 0)
            {
                Flush(cells, pending);
                cells.Add(NotebookCell.Raw(string.Join('\n', lines[(i + 1)..raw])));
                i = raw;
            }
            else if (line == MarkdownMarks.Break)
            {
                Flush(cells, pending);
            }
            else if (MarkdownFence.Ticks(lines[i]) >= 3 && ends.OfFence(i) is var other and > 0)
            {
                // Another language: a C# fence inside it is text.
                pending.AddRange(lines[i..(other + 1)]);
                i = other;
            }
            else
            {
                pending.Add(lines[i]);
            }
        }

        Flush(cells, pending);
        return cells;
    }

    private static void Flush(List<NotebookCell> cells, List<string> pending)
    {
        var text = TextLines.Trimmed(pending);
        pending.Clear();
        if (text.Length > 0)
        {
            cells.Add(NotebookCell.Markdown(text));
        }
    }
}
