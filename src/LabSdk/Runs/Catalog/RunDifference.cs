namespace LabSdk;

/// <summary>One thing in which two runs differ.</summary>
/// <param name="Area">Run, note, plan, device, environment or column.</param>
/// <param name="What">What it is.</param>
/// <param name="Reference">How it is in the run that was asked; empty when it is not there.</param>
/// <param name="Other">How it is in the run it is compared with; empty when it is not there.</param>
public sealed record RunDifference(string Area, string What, string Reference, string Other);
