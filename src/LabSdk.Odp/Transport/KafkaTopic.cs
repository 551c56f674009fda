namespace LabSdk.Odp;

/// <summary>A topic of a cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many partitions it has.</param>
public sealed record KafkaTopic(string Name, int Partitions);
