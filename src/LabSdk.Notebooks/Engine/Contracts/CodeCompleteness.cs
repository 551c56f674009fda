namespace LabSdk.Notebooks;

/// <summary>Whether a cell could be run as it stands.</summary>
/// <param name="Status">Complete, incomplete or invalid.</param>
/// <param name="Indent">What the next line should begin with when it is incomplete.</param>
public sealed record CodeCompleteness(CompletenessStatus Status, string Indent = "");
