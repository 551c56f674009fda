using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Reads the cells of a script: C# between marker lines, everything else in comments below its marker.</summary>
internal static class ScriptReader
{
    /// <summary>Reads a script.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="rules">What such a file begins with.</param>
    /// <param name="toCell">Turns the C# of a file into that of a cell.</param>
    public static NotebookDocument Read(string text, ScriptRules rules, Func<string, string> toCell)
    {
        var metadata = new JsonObject();
        var cells = new List<NotebookCell>();
        string? types = null;
        foreach (var chunk in PercentChunk.Split(WithoutHead(text, rules, metadata)))
        {
            if (chunk.Marker is null)
            {
                AddCode(cells, null, chunk.Lines, toCell);
            }
            else if (chunk.Marker.Kind is null or PercentMarker.Types || KernelNames.TryCanonical(chunk.Marker.Kind) == KernelNames.CSharp)
            {
                if (chunk.Marker.Kind == PercentMarker.Types)
                {
                    types = toCell(TextLines.Trimmed(chunk.Lines));
                }
                else
                {
                    AddCode(cells, chunk.Marker, chunk.Lines, toCell);
                }
            }
            else
            {
                var (comment, rest) = chunk.Comment();
                cells.Add(Marked(Commented(chunk.Marker.Kind, comment), chunk.Marker));
                AddCode(cells, null, rest, toCell);
            }
        }

        return new NotebookDocument { Cells = WithTypes(cells, types), Metadata = metadata };
    }

    private static NotebookCell Commented(string kind, string text) =>
        kind == PercentMarker.Raw ? NotebookCell.Raw(text)
        : KernelNames.TryCanonical(kind) == KernelNames.Markdown ? NotebookCell.Markdown(text)
        : NotebookCell.Code(text, KernelNames.TryCanonical(kind) ?? kind);

    private static void AddCode(List<NotebookCell> cells, PercentMarker? marker, IReadOnlyList<string> lines, Func<string, string> toCell)
    {
        var source = TextLines.Trimmed(toCell(SessionUsings.Remove(TextLines.Trimmed(lines))));
        if (source.Length > 0 || marker is not null)
        {
            cells.Add(Marked(NotebookCell.Code(source), marker));
        }
    }

    private static NotebookCell Marked(NotebookCell cell, PercentMarker? marker)
    {
        if (marker is { Tags.Count: > 0 })
        {
            cell = cell.WithTags(marker.Tags);
        }

        return marker is { Title.Length: > 0 } ? cell with { Metadata = With(cell.Metadata, "title", marker.Title) } : cell;
    }

    private static JsonObject With(JsonObject metadata, string key, string value)
    {
        var copy = (JsonObject)metadata.DeepClone();
        copy[key] = value;
        return copy;
    }

    // Types stand at the end of a program, and cells before them use them; in a notebook they stand in the first code cell.
    private static List<NotebookCell> WithTypes(List<NotebookCell> cells, string? types)
    {
        if (string.IsNullOrEmpty(types))
        {
            return cells;
        }

        var first = cells.FindIndex(cell => cell is { Kind: NotebookCellKind.Code, Language: KernelNames.CSharp });
        if (first < 0)
        {
            cells.Add(NotebookCell.Code(types));
        }
        else
        {
            cells[first] = cells[first] with { Source = TextLines.Trimmed(cells[first].Source + "\n\n" + types) };
        }

        return cells;
    }

    // The first line and what the writer puts directly below it are of the file, not of a cell.
    private static string WithoutHead(string text, ScriptRules rules, JsonObject metadata)
    {
        var lines = TextLines.Split(text);
        if (!lines[0].StartsWith("#!/", StringComparison.Ordinal))
        {
            return text;
        }

        if (lines[0] != rules.Shebang)
        {
            metadata["labsdk"] = new JsonObject { ["shebang"] = lines[0] };
        }

        var count = 1 + lines.Skip(1).TakeWhile(line => rules.FileDirectives.Contains(line)).Count();
        return string.Join('\n', lines[count..]);
    }
}
