namespace LabSdk.Notebooks;

/// <summary>A notebook as Markdown with its pictures.</summary>
/// <param name="Text">The Markdown.</param>
/// <param name="Files">The pictures by relative name; empty when they stand in the text.</param>
public sealed record MarkdownExport(string Text, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files);
