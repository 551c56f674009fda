using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Reads a Polyglot notebook: a metadata block, then cells that begin with the name of their language.</summary>
internal static class DibReader
{
    private const string MetaMarker = "#!meta";

    public static NotebookDocument Read(string text, string name)
    {
        text = string.Join('\n', TextLines.Split(text));
        var (metadata, start) = Meta(text, name);
        var kernels = new DibKernels(metadata["polyglot_notebook"]?["kernelInfo"] as JsonObject);
        var cells = new List<NotebookCell>();
        var language = kernels.Default;
        var lines = new List<string>();
        foreach (var line in text[start..].Split('\n'))
        {
            if (kernels.StartedBy(line) is { } next)
            {
                Add(cells, language, lines);
                language = next;
            }
            else
            {
                lines.Add(line);
            }
        }

        Add(cells, language, lines);
        return new NotebookDocument { Cells = cells, Metadata = metadata };
    }

    private static void Add(List<NotebookCell> cells, string language, List<string> lines)
    {
        var source = TextLines.Trimmed(lines);
        lines.Clear();
        if (source.Length > 0)
        {
            cells.Add(language == KernelNames.Markdown ? NotebookCell.Markdown(source) : NotebookCell.Code(source, language));
        }
    }

    // The block is JSON until the next line that begins with "#!".
    private static (JsonObject Metadata, int End) Meta(string text, string name)
    {
        var start = text.AsSpan().IndexOfAnyExcept(" \t\n");
        if (start < 0 || !text.AsSpan(start).StartsWith(MetaMarker, StringComparison.Ordinal) || LineEnd(text, start) is var lineEnd && text[start..lineEnd].TrimEnd() != MetaMarker)
        {
            return ([], 0);
        }

        var end = lineEnd < text.Length && text.IndexOf("\n#!", lineEnd, StringComparison.Ordinal) is var next and >= 0 ? next + 1 : text.Length;
        if (string.IsNullOrWhiteSpace(text[lineEnd..end]))
        {
            return ([], end);
        }

        if (JsonText.Parse(text[..end], name, NotebookFormat.Dib, lineEnd) is not JsonObject meta)
        {
            var (line, _) = TextPosition.Of(text, lineEnd);
            throw new NotebookFormatException(name, NotebookFormat.Dib, "the metadata below '#!meta' are not a JSON object", line + 1, 1);
        }

        var info = meta["kernelInfo"];
        meta.Remove("kernelInfo");
        if (info is JsonObject)
        {
            if (meta["polyglot_notebook"] is not JsonObject)
            {
                meta["polyglot_notebook"] = new JsonObject();
            }

            meta["polyglot_notebook"]!["kernelInfo"] = info;
        }

        return (meta, end);
    }

    private static int LineEnd(string text, int start) => text.IndexOf('\n', start) is var end and >= 0 ? end : text.Length;
}
