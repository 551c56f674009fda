namespace LabSdk;

/// <summary>One thing in which two runs differ.</summary>
/// <param name="Area">Run, note, plan, device, environment or column.</param>
/// <param name="What">What it is.</param>
/// <param name="Left">How it is in the first run; empty when it is not there.</param>
/// <param name="Right">How it is in the second run; empty when it is not there.</param>
public sealed record RunDifference(string Area, string What, string Left, string Right);
