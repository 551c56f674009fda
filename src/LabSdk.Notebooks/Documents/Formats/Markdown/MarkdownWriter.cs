namespace LabSdk.Notebooks;

/// <summary>Writes a notebook as Markdown, without outputs.</summary>
internal static class MarkdownWriter
{
    public static string Write(NotebookDocument document, LossList losses)
    {
        TextFormatLosses.Note(document, losses, "tags");
        TextFormatLosses.NoteDocument(document, losses);
        var parts = new List<string>();
        var isText = false;
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            switch (cell.Kind)
            {
                case NotebookCellKind.Markdown:
                    AddMarkdown(parts, cell, i, isText, losses);
                    isText = true;
                    continue;
                case NotebookCellKind.Raw:
                    if (TextLines.Split(cell.Source).Any(line => line.TrimEnd() == MarkdownMarks.EndRaw))
                    {
                        losses.Add(i, "a line that ends a raw cell splits it.");
                    }

                    parts.Add($"{MarkdownMarks.Raw}\n{Lines(cell.Source)}\n{MarkdownMarks.EndRaw}");
                    break;
                default:
                    AddCode(parts, cell, i, losses);
                    break;
            }

            if (cell.Kind != NotebookCellKind.Code && cell.Tags.Count > 0)
            {
                losses.Add(i, "tags are not kept.");
            }

            isText = false;
        }

        return parts.Count == 0 ? "" : string.Join("\n\n", parts) + "\n";
    }

    private static void AddMarkdown(List<string> parts, NotebookCell cell, int index, bool afterText, LossList losses)
    {
        var lines = TextLines.Split(cell.Source);
        if (cell.Tags.Count > 0)
        {
            losses.Add(index, "tags are not kept.");
        }

        if (lines.Any(line => MarkdownMarks.IsMark(line) || MarkdownFence.Ticks(line) >= 3) || TextLines.Trimmed(cell.Source) != string.Join('\n', lines) || cell.Source.Length == 0)
        {
            if (lines.Any(line => line.TrimEnd() == MarkdownMarks.EndRegion))
            {
                losses.Add(index, "a line that ends a region splits the cell.");
            }

            parts.Add($"{MarkdownMarks.Region}\n{Lines(cell.Source)}\n{MarkdownMarks.EndRegion}");
            return;
        }

        if (afterText)
        {
            parts.Add(MarkdownMarks.Break);
        }

        parts.Add(Lines(cell.Source));
    }

    private static void AddCode(List<string> parts, NotebookCell cell, int index, LossList losses)
    {
        if (cell.Language != KernelNames.CSharp)
        {
            losses.Add(index, $"a cell of the language '{cell.Language}' becomes a code block in a Markdown cell.");
        }

        var info = ScriptWriter.IsCSharp(cell) ? KernelNames.CSharp : DibKernels.IsName(cell.Language) ? cell.Language : "";
        parts.Add(MarkdownFence.Around(Lines(cell.Body), info + PercentMarker.Tagged(cell.Tags)));
    }

    private static string Lines(string text) => string.Join('\n', TextLines.Split(text));
}
