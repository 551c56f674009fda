namespace LabSdk.Cxl;

/// <summary>How far an operation is.</summary>
/// <param name="Percent">0 to 100; null where the link does not tell.</param>
/// <param name="Elapsed">Time since its start.</param>
/// <param name="Stage">What is going on, for example <c>Sanitize</c> or <c>Transfer part 3 of 40</c>.</param>
public readonly record struct CxlProgress(double? Percent, TimeSpan Elapsed, string Stage);
