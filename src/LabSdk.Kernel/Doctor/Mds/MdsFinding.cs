namespace LabSdk.Kernel.Doctor.Mds;

/// <summary>One thing that was looked at.</summary>
/// <param name="IsOk">True when nothing need be done; null when it cannot be said or does not matter yet.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Text">What was found.</param>
/// <param name="Hint">What to do; null when nothing.</param>
internal sealed record MdsFinding(bool? IsOk, string Name, string Text, string? Hint = null);
