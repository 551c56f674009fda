namespace LabSdk.Notebooks;

/// <summary>Text that a cell wrote.</summary>
/// <param name="Name">Which stream: <c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, with its control characters.</param>
public sealed record StreamOutput(string Name, string Text) : NotebookOutput;
