using System.Text;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Writes cells as one script: C# as it is, everything else in comments.</summary>
internal static class ScriptWriter
{
    /// <summary>Writes a script.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="losses">Gets what is lost.</param>
    /// <param name="rules">How C# of cells becomes that of the file.</param>
    public static string Write(NotebookDocument document, LossList losses, ScriptRules rules)
    {
        TextFormatLosses.Note(document, losses, "tags", "title");
        TextFormatLosses.NoteDocument(document, losses);
        var script = new ScriptTranslation(rules, losses);
        for (var i = 0; i < document.Cells.Count; i++)
        {
            if (IsCSharp(document.Cells[i]))
            {
                script.Add(i, document.Cells[i].Body);
            }
        }

        var result = new StringBuilder(Shebang(document) ?? rules.Shebang).Append('\n');
        result.AppendJoin("", script.FileDirectives.Select(line => line + "\n"));
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var (marker, text) = Cell(document.Cells[i], i, script, losses);
            var isPlain = i == 0 && marker is { Kind: null, Title: "", Tags.Count: 0 } && text.Length > 0;
            result.Append('\n').Append(isPlain ? "" : marker + "\n").Append(text);
        }

        if (script.Types is { Length: > 0 } types)
        {
            result.Append('\n').Append(new PercentMarker(PercentMarker.Types, "", [])).Append('\n').Append(types).Append('\n');
        }

        return result.ToString();
    }

    public static bool IsCSharp(NotebookCell cell) => cell is { Kind: NotebookCellKind.Code, Language: KernelNames.CSharp };

    private static (PercentMarker Marker, string Text) Cell(NotebookCell cell, int index, ScriptTranslation script, LossList losses)
    {
        var title = Title(cell, index, losses);
        if (IsCSharp(cell))
        {
            var code = script.Code(index);
            TextFormatLosses.NoteEdges(index, cell.Body, losses);
            if (TextLines.Split(cell.Body).Any(PercentMarker.IsMarker))
            {
                losses.Add(index, "a line that begins with '// %%' splits the cell.");
            }

            return (new PercentMarker(null, title, cell.Tags), code.Length == 0 ? "" : code + "\n");
        }

        var kind = cell.Kind switch { NotebookCellKind.Markdown => KernelNames.Markdown, NotebookCellKind.Raw => PercentMarker.Raw, _ => cell.Language };
        if (cell.Kind == NotebookCellKind.Code && (!DibKernels.IsName(kind) || !char.IsAsciiLetter(kind[0]) || kind is PercentMarker.Types or PercentMarker.Raw or KernelNames.Markdown))
        {
            losses.Add(index, "the language has a name that cannot be written; the cell becomes a raw cell.");
            kind = PercentMarker.Raw;
        }

        return (new PercentMarker(kind, title, cell.Tags), PercentChunk.AsComment(cell.Kind == NotebookCellKind.Code ? cell.Body : cell.Source));
    }

    private static string Title(NotebookCell cell, int index, LossList losses)
    {
        if (cell.Metadata["title"] is not { } node)
        {
            return "";
        }

        var title = node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        if (title.Length > 0 && PercentMarker.TryRead(new PercentMarker(null, title, cell.Tags).ToString()) is { Kind: null } marker
            && marker.Title == title && !title.AsSpan().ContainsAny('\n', '\r') && marker.Tags.SequenceEqual(cell.Tags))
        {
            return title;
        }

        losses.Add(index, "metadata are not kept.");
        return "";
    }

    private static string? Shebang(NotebookDocument document) =>
        document.Metadata["labsdk"]?["shebang"] is JsonValue value && value.TryGetValue<string>(out var line)
        && line.StartsWith("#!/", StringComparison.Ordinal) && !line.AsSpan().ContainsAny('\n', '\r') ? line : null;
}
