namespace LabSdk.Simulation.Fleet;

/// <summary>What is sent in place of an answer.</summary>
/// <param name="Pieces">The writes.</param>
/// <param name="End">What happens to the connection then.</param>
internal sealed record FaultPlan(IReadOnlyList<byte[]> Pieces, FaultEnd End = FaultEnd.None)
{
    public TimeSpan Before { get; init; }

    public TimeSpan Between { get; init; }
}
