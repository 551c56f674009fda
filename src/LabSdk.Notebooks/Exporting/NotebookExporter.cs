namespace LabSdk.Notebooks;

/// <summary>Turns a notebook with its outputs into a document to read. Runs nothing.</summary>
/// <remarks>
/// A notebook may come from anyone. Of its outputs and texts only harmless HTML is taken over: no script, no style sheet of a
/// foreign page, nothing that is fetched. Plots become interactive by our own script from their data.
/// </remarks>
public static class NotebookExporter
{
    /// <summary>One HTML file that needs nothing else.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static string ToHtml(NotebookDocument document, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new HtmlExport(document, options ?? new ExportOptions()).Write();
    }

    /// <summary>Markdown with the outputs as text and pictures.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="imageFolder">Relative name of the folder that the text expects its pictures in.</param>
    public static MarkdownExport ToMarkdown(NotebookDocument document, ExportOptions? options = null, string imageFolder = "images")
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrEmpty(imageFolder);
        return new MarkdownExporter(document, options ?? new ExportOptions(), imageFolder).Write();
    }

    /// <summary>Writes a file, HTML or Markdown by its ending; pictures of Markdown go into the folder NAME_files beside it.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="path">A file ending in <c>.html</c>, <c>.htm</c> or <c>.md</c>; replaced as a whole or not at all.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the writing before the file is replaced.</param>
    /// <exception cref="LabException">It cannot be written.</exception>
    public static async Task SaveAsync(NotebookDocument document, string path, ExportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.GetExtension(path).Equals(".md", StringComparison.OrdinalIgnoreCase))
        {
            await NotebookFile.WriteTextAsync(path, ToHtml(document, options), cancellationToken).ConfigureAwait(false);
            return;
        }

        var name = Path.GetFileNameWithoutExtension(path) + "_files";
        var markdown = ToMarkdown(document, options, name);
        foreach (var (file, content) in markdown.Files)
        {
            await NotebookFile.WriteBytesAsync(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file), content, cancellationToken).ConfigureAwait(false);
        }

        await NotebookFile.WriteTextAsync(path, markdown.Text, cancellationToken).ConfigureAwait(false);
    }
}
