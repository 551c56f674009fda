namespace LabSdk.Notebooks;

/// <summary>How a cell ended.</summary>
/// <param name="Status">Ok, error or interrupted.</param>
/// <param name="Elapsed">How long it ran, compilation included.</param>
/// <param name="Error">What went wrong; null when all is well.</param>
/// <param name="Value">The value of the last expression; null when there is none.</param>
public sealed record CellResult(CellStatus Status, TimeSpan Elapsed, CellError? Error = null, object? Value = null);
