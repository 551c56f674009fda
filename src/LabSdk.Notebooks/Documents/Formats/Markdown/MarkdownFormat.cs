namespace LabSdk.Notebooks;

/// <summary>Markdown with C# code blocks.</summary>
internal sealed class MarkdownFormat : INotebookFormat
{
    public NotebookDocument Read(string text, string name) => new() { Cells = MarkdownReader.Read(text) };

    public string Write(NotebookDocument document, LossList losses) => MarkdownWriter.Write(document, losses);
}
