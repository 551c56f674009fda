namespace LabSdk;

/// <summary>A point that was measured elsewhere.</summary>
/// <param name="Index">Its number in the plan, from 0.</param>
/// <param name="Elapsed">When, counted from the start of the scan.</param>
/// <param name="Targets">Where the motors were sent, in the order of the plan.</param>
/// <param name="Readings">What was read, in the order of the plan; null for what was not.</param>
internal sealed record RemotePoint(long Index, TimeSpan Elapsed, double[] Targets, Reading?[] Readings);
