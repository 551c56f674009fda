namespace LabSdk.Fleet;

/// <summary>One try that failed before the error was raised.</summary>
/// <param name="What">What was tried.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Error">Why it failed.</param>
public sealed record FleetAttempt(string What, TimeSpan Elapsed, Exception Error);
