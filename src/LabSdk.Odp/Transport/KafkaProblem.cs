namespace LabSdk.Odp;

/// <summary>A problem that a transport goes on in spite of.</summary>
/// <param name="Time">When it was noticed.</param>
/// <param name="Text">What it is, without secrets.</param>
/// <param name="IsOutage">True when no broker is reached at the moment.</param>
public sealed record KafkaProblem(DateTimeOffset Time, string Text, bool IsOutage);
