namespace LabSdk;

/// <summary>One point of a plan before it is measured.</summary>
/// <param name="Index">Number of the point, from 0.</param>
/// <param name="Targets">A position for each of <see cref="ScanPlan.Motors"/>, in their order and units; empty when nothing moves.</param>
public readonly record struct PlanPoint(long Index, IReadOnlyList<double> Targets);
