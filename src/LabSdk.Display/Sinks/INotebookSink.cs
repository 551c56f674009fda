namespace LabSdk.Display;

/// <summary>The output of a notebook cell: a sink that can also be cleared and can ask the user.</summary>
public interface INotebookSink : IDisplaySink
{
    /// <summary>Removes what the cell has shown.</summary>
    /// <param name="wait">True to remove it only when the next thing is shown, which avoids flicker.</param>
    void Clear(bool wait);

    /// <summary>Asks the user for a line. Blocks until it is there; ended by the interrupt of the cell.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="isPassword">True when the answer must not be readable.</param>
    /// <returns>The line, without its end.</returns>
    /// <exception cref="NotSupportedException">Nobody can be asked here, as in a headless run.</exception>
    string ReadLine(string prompt, bool isPassword);
}
