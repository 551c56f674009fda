namespace LabSdk.Notebooks;

/// <summary>Reads and writes one kind of notebook file.</summary>
internal interface INotebookFormat
{
    /// <summary>Reads a file.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="name">Its name, for error messages.</param>
    /// <exception cref="NotebookFormatException">It is not of this format.</exception>
    NotebookDocument Read(string text, string name);

    /// <summary>Writes a file and tells what it cannot hold.</summary>
    string Write(NotebookDocument document, LossList losses);
}
