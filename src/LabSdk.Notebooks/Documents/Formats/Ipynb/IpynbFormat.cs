namespace LabSdk.Notebooks;

/// <summary>Jupyter notebooks: reads nbformat 3 and 4, writes 4.</summary>
internal sealed class IpynbFormat : INotebookFormat
{
    public NotebookDocument Read(string text, string name) => new IpynbReader(text, name).Read();

    public string Write(NotebookDocument document, LossList losses) => IpynbWriter.Write(document);
}
