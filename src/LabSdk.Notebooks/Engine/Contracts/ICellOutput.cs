using LabSdk.Display;

namespace LabSdk.Notebooks;

/// <summary>
/// Where the output of one cell goes. Is the ambient <see cref="DisplaySink"/> of the cell and of all that it starts, so
/// late output of background work still belongs to its cell. Thread-safe.
/// </summary>
public interface ICellOutput : INotebookSink
{
    /// <summary>Adds text that the cell wrote to a standard stream.</summary>
    /// <param name="stream">Which one.</param>
    /// <param name="text">Any piece of text, not only whole lines.</param>
    void Write(StandardStream stream, string text);

    /// <summary>Shows the value of the last expression.</summary>
    /// <param name="bundle">Its forms.</param>
    void ShowResult(MimeBundle bundle);
}
