namespace LabSdk.Notebooks;

/// <summary>The run of a notebook.</summary>
/// <param name="Document">The notebook with its outputs, also when it was run only in part.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Cells">What happened to each code cell that was reached.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record NotebookRun(NotebookDocument Document, RunStatus Status, IReadOnlyList<CellRun> Cells, TimeSpan Elapsed);
