namespace LabSdk.Display;

/// <summary>One line of <see cref="StatusRows"/>.</summary>
/// <param name="State">The state; its word is always shown.</param>
/// <param name="Name">What has this state.</param>
/// <param name="Value">Value or explanation; default none.</param>
public sealed record StatusRow(State State, string Name, Cell Value = default);
