namespace LabSdk.Simulation.Odp;

/// <summary>A topic and its partitions, which can become more.</summary>
internal sealed class BrokerTopic(string name, PartitionLog[] partitions)
{
    private PartitionLog[] _partitions = partitions;

    public string Name { get; } = name;

    public IReadOnlyList<PartitionLog> Partitions => Volatile.Read(ref _partitions);

    public void Grow(IEnumerable<PartitionLog> more) => Volatile.Write(ref _partitions, [.. _partitions, .. more]);
}
