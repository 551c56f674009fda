namespace LabSdk.Notebooks;

/// <summary>One proposal.</summary>
/// <param name="Text">What would be written.</param>
/// <param name="Kind">What it is, in the words of editors: <c>method</c>, <c>property</c>, <c>class</c>, <c>keyword</c>, <c>device</c>.</param>
/// <param name="Signature">Parameters or type, for display; may be empty.</param>
public sealed record CompletionItem(string Text, string Kind, string Signature = "");
