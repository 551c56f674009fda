namespace LabSdk.Notebooks;

/// <summary>The run of one cell.</summary>
/// <param name="Number">Place among all cells of the notebook, from 1.</param>
/// <param name="Title">The first line that says something.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Error">What went wrong; null when all is well.</param>
/// <param name="Note">Why it was skipped or what else there is to say; null when nothing.</param>
public sealed record CellRun(int Number, string Title, RunStatus Status, TimeSpan Elapsed, CellError? Error = null, string? Note = null);
