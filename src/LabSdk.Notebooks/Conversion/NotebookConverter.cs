namespace LabSdk.Notebooks;

/// <summary>Turns notebooks into texts of any format and back.</summary>
public static class NotebookConverter
{
    private static readonly Dictionary<NotebookFormat, INotebookFormat> Formats = new()
    {
        [NotebookFormat.Ipynb] = new IpynbFormat(),
        [NotebookFormat.Dib] = new DibFormat(),
        [NotebookFormat.Csx] = new CsxFormat(),
        [NotebookFormat.Cs] = new CsFormat(),
        [NotebookFormat.Markdown] = new MarkdownFormat(),
    };

    /// <summary>Reads a notebook from the text of a file.</summary>
    /// <param name="text">The content.</param>
    /// <param name="format">Its format.</param>
    /// <param name="name">The name of the file for error messages.</param>
    /// <exception cref="NotebookFormatException">It is not of this format; the error says where.</exception>
    public static NotebookDocument Read(string text, NotebookFormat format, string name = "notebook")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        return Formats[format].Read(text, name);
    }

    /// <summary>Writes a notebook as the text of a file and tells what is lost on the way.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="format">The format of the text.</param>
    /// <remarks>A Jupyter notebook that names no kernel gets the one of this SDK.</remarks>
    public static ConversionResult Convert(NotebookDocument document, NotebookFormat format)
    {
        ArgumentNullException.ThrowIfNull(document);
        var losses = new LossList();
        var complete = format == NotebookFormat.Ipynb ? KernelMetadata.Complete(document) : document;
        return new ConversionResult(Formats[format].Write(complete, losses), losses.Items);
    }
}
