namespace LabSdk.Odp;

/// <summary>The partition of a stream.</summary>
/// <param name="Stream">The stream's name.</param>
/// <param name="Partition">1 or more; 0 is the main stream's.</param>
public sealed record PartitionMapping(string Stream, int Partition);
