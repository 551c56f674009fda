namespace LabSdk.Simulation.Daq;

/// <summary>A plan ready to run: what its documents say, and its commands.</summary>
internal sealed record EnginePlan(
    string Type,
    string Name,
    IReadOnlyDictionary<string, string> Arguments,
    IReadOnlyList<string> Movers,
    IReadOnlyList<string> Detectors,
    IEnumerable<PlanStep> Steps);

/// <summary>A plan that waits for its turn or runs.</summary>
internal sealed record QueuedRun(string Uid, EnginePlan Plan, IReadOnlyDictionary<string, string> Metadata);
