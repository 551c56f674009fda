namespace LabSdk.Notebooks;

/// <summary>A heading of a page.</summary>
/// <param name="Level">From 1.</param>
/// <param name="Id">The anchor.</param>
/// <param name="Title">Its text.</param>
internal sealed record PageHeading(int Level, string Id, string Title);
