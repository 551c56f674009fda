namespace LabSdk.Notebooks;

/// <summary>The error that ended a cell.</summary>
/// <param name="Name">Short name of the error.</param>
/// <param name="Message">What happened.</param>
/// <param name="Traceback">Lines to show; may hold ANSI colours.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : NotebookOutput;
