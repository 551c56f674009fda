namespace LabSdk.Notebooks;

/// <summary>What no text format holds, in the same words for all.</summary>
internal static class TextFormatLosses
{
    private static readonly string[] LanguageKeys = ["polyglot_notebook", "dotnet_interactive", "vscode"];

    /// <summary>Notes what the cells carry besides their text.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="losses">Where to note it.</param>
    /// <param name="kept">Keys of cell metadata that the format does hold.</param>
    public static void Note(NotebookDocument document, LossList losses, params string[] kept)
    {
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            if (cell.Outputs.Count > 0 || cell.ExecutionCount is not null)
            {
                losses.Add(i, "outputs and execution numbers are not kept.");
            }

            if (cell.Metadata.ContainsKey("tags") && !kept.Contains("tags"))
            {
                losses.Add(i, "tags are not kept.");
            }

            if (cell.Metadata.Any(pair => pair.Key != "tags" && !kept.Contains(pair.Key) && !LanguageKeys.Contains(pair.Key)) || cell.Unknown is not null)
            {
                losses.Add(i, "metadata are not kept.");
            }

            if (cell.Attachments is { Count: > 0 })
            {
                losses.Add(i, "attached pictures are not kept.");
            }

            if (cell.Source.Contains('\r', StringComparison.Ordinal))
            {
                losses.Add(i, "line ends become those of Unix.");
            }
        }
    }

    /// <summary>Notes that the kernel and other metadata of the notebook are not kept.</summary>
    public static void NoteDocument(NotebookDocument document, LossList losses)
    {
        if (document.Metadata.Any(pair => pair.Key is not ("kernelspec" or "language_info" or "labsdk" or "polyglot_notebook")) || document.Unknown is not null)
        {
            losses.Add("metadata of the notebook are not kept.");
        }

        NoteKernel(document, losses);
        if (document.Language != KernelNames.CSharp)
        {
            losses.Add($"the language '{document.Language}' of the notebook is not kept: cells that name none are C#.");
        }
    }

    /// <summary>Notes that the kernel of the notebook is not kept, unless it is the one that a notebook without gets.</summary>
    public static void NoteKernel(NotebookDocument document, LossList losses)
    {
        if (document.Metadata["kernelspec"] is { } spec && !System.Text.Json.Nodes.JsonNode.DeepEquals(spec, KernelMetadata.KernelSpec()))
        {
            losses.Add($"the kernel is not kept; a notebook made of the file names '{KernelMetadata.Name}'.");
        }
    }

    /// <summary>Notes blank lines at the edges of a cell.</summary>
    public static void NoteEdges(int cell, string text, LossList losses)
    {
        if (text.Length > 0 && TextLines.Trimmed(text) != string.Join('\n', TextLines.Split(text)))
        {
            losses.Add(cell, "blank lines at the edges are not kept.");
        }
    }
}
