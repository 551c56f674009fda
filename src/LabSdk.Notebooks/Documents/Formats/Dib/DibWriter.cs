using System.Text;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Writes a Polyglot notebook.</summary>
internal static class DibWriter
{
    public static string Write(NotebookDocument document, LossList losses)
    {
        TextFormatLosses.Note(document, losses);
        TextFormatLosses.NoteKernel(document, losses);
        if (document.Unknown is not null)
        {
            losses.Add("metadata of the notebook are not kept.");
        }

        var ofDocument = DibKernels.IsName(document.Language) ? document.Language : KernelNames.CSharp;
        var languages = document.Cells.Select(cell => Language(cell, ofDocument)).ToArray();
        var meta = Meta(document, ofDocument, languages);
        var kernels = new DibKernels((JsonObject)meta["kernelInfo"]!);
        var result = new StringBuilder("#!meta\n\n").Append(JsonWriter.Write(meta, indent: 0, sorted: false)).Append('\n');
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            Note(cell, i, languages[i], kernels, losses);
            if (Text(cell) is { Length: > 0 } text)
            {
                result.Append("\n#!").Append(languages[i]).Append("\n\n").Append(text).Append('\n');
            }
        }

        return result.ToString();
    }

    private static string Language(NotebookCell cell, string ofDocument) =>
        cell.Kind != NotebookCellKind.Code ? KernelNames.Markdown : DibKernels.IsName(cell.Language) ? cell.Language : ofDocument;

    private static string Text(NotebookCell cell) => cell.Kind switch
    {
        NotebookCellKind.Raw => MarkdownFence.Around(TextLines.Trimmed(cell.Source), ""),
        NotebookCellKind.Code => TextLines.Trimmed(cell.Body),
        _ => TextLines.Trimmed(cell.Source),
    };

    private static void Note(NotebookCell cell, int index, string language, DibKernels kernels, LossList losses)
    {
        var body = cell.Kind == NotebookCellKind.Code ? cell.Body : cell.Source;
        if (cell.Kind == NotebookCellKind.Raw)
        {
            losses.Add(index, "a raw cell becomes a Markdown cell.");
        }
        else if (TextLines.Trimmed(body).Length == 0)
        {
            losses.Add(index, "an empty cell is left out.");
        }
        else
        {
            TextFormatLosses.NoteEdges(index, body, losses);
        }

        if (cell.Kind == NotebookCellKind.Code && cell.Language != language)
        {
            losses.Add(index, $"the language has a name that cannot be written; it becomes '{language}'.");
        }

        if (cell.Kind == NotebookCellKind.Code && language == KernelNames.Markdown)
        {
            losses.Add(index, "a code cell of Markdown becomes a Markdown cell.");
        }

        if (TextLines.Split(body).Any(line => kernels.StartedBy(line) is not null))
        {
            losses.Add(index, "a line that names a language splits the cell.");
        }
    }

    private static JsonObject Meta(NotebookDocument document, string ofDocument, IEnumerable<string> languages)
    {
        var info = DibKernels.Describe(document.Metadata["polyglot_notebook"]?["kernelInfo"] as JsonObject, ofDocument, languages);
        var meta = new JsonObject { ["kernelInfo"] = info };
        foreach (var (key, value) in document.Metadata)
        {
            if (key == "polyglot_notebook" && value is JsonObject section)
            {
                var rest = new JsonObject(section.Where(pair => pair.Key != "kernelInfo").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
                if (rest.Count > 0)
                {
                    meta[key] = rest;
                }
            }
            else if (key is not ("kernelspec" or "language_info" or "kernelInfo"))
            {
                meta[key] = value?.DeepClone();
            }
        }

        return meta;
    }
}
