namespace LabSdk.Fleet;

/// <summary>Something the user should know that stops nothing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The warning for people.</param>
/// <param name="Error">The cause; null when there is none.</param>
public sealed record FleetWarning(FleetWarningKind Kind, string Text, Exception? Error = null);
