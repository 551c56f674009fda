namespace LabSdk.Notebooks;

/// <summary>Polyglot notebooks as plain text.</summary>
internal sealed class DibFormat : INotebookFormat
{
    public NotebookDocument Read(string text, string name) => DibReader.Read(text, name);

    public string Write(NotebookDocument document, LossList losses) => DibWriter.Write(document, losses);
}
