namespace LabSdk.Simulation;

/// <summary>A topic of a simulated broker.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">Its partitions, by number.</param>
public sealed record BrokerTopicInfo(string Name, IReadOnlyList<BrokerPartitionInfo> Partitions);

/// <summary>A partition of a simulated broker.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Low">The oldest offset that is kept.</param>
/// <param name="High">The offset that the next record gets.</param>
/// <param name="Bytes">What it keeps, as stored.</param>
public sealed record BrokerPartitionInfo(int Number, long Low, long High, long Bytes);
