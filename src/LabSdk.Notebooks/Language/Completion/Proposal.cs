namespace LabSdk.Notebooks.Language;

/// <summary>A proposal before it is sorted; the signature is only made for those that are shown.</summary>
/// <param name="Text">What would be written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Group">Lower comes first: variables, members, types, keywords.</param>
/// <param name="Signature">Makes the signature; null for none.</param>
internal readonly record struct Proposal(string Text, string Kind, int Group, Func<string>? Signature = null);
