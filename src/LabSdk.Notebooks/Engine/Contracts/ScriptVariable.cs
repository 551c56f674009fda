namespace LabSdk.Notebooks;

/// <summary>A variable of a session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its declared type.</param>
/// <param name="Value">Its value at this moment.</param>
public sealed record ScriptVariable(string Name, Type Type, object? Value);
