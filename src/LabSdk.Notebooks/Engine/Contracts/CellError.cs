namespace LabSdk.Notebooks;

/// <summary>Why a cell failed, in the words of the Jupyter protocol.</summary>
/// <param name="Name">Short name: the exception type, <c>CompilationError</c>, <c>KeyboardInterrupt</c>.</param>
/// <param name="Message">What happened, in one sentence or more.</param>
/// <param name="Traceback">Lines to show: for a compile error the source line with a caret and a hint, for an exception the message, the advice, and the lines of the cell. Without colours.</param>
/// <param name="Exception">The exception; null when there is none.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, Exception? Exception = null);
