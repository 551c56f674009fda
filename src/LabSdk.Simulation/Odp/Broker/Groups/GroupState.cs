namespace LabSdk.Simulation.Odp;

/// <summary>What a group is doing; the names are those that Kafka tells.</summary>
internal enum GroupState
{
    Empty,
    PreparingRebalance,
    CompletingRebalance,
    Stable,
}
