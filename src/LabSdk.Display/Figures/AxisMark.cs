namespace LabSdk.Display;

/// <summary>A place on the horizontal axis of a <see cref="Figure"/> where something begins, for example a lap: a dashed line with a text at its top.</summary>
/// <param name="At">Where, in the values of the axis; one outside of it is not drawn.</param>
/// <param name="Label">The text; null for none. It is left out where the next mark leaves no room.</param>
public sealed record AxisMark(double At, string? Label = null);
