namespace LabSdk.Odp.Wire;

/// <summary>How a packet names its parameters: in line, or by an id to look up. Neither set is id 0.</summary>
internal readonly record struct FormatReference(ulong Id, IReadOnlyList<string>? Names);
