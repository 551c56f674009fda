namespace LabSdk.Fleet;

/// <summary>An input of an io device.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="State">True when it is on. The input of a button is false while it is pressed.</param>
public sealed record IoInput(long Number, bool State);
