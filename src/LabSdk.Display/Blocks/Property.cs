namespace LabSdk.Display;

/// <summary>One line of a <see cref="PropertyList"/>.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value, with unit where it has one.</param>
/// <param name="IsLead">True to show the value large: the one number a card is about. Default false.</param>
public sealed record Property(string Name, Cell Value, bool IsLead = false);
