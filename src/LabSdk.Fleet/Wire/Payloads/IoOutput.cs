namespace LabSdk.Fleet;

/// <summary>An output of an io device.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="State">True when it is on.</param>
/// <param name="HasError">True when it has a fault.</param>
public sealed record IoOutput(long Number, bool State, bool HasError = false);
