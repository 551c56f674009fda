namespace LabSdk.Odp;

/// <summary>Reads partitions from given offsets, each partition in order. Partitions can be added and taken away while it reads.</summary>
/// <remarks><see cref="ReadAsync"/> is for one caller at a time; the rest is thread-safe.</remarks>
public interface IKafkaReader : IAsyncDisposable
{
    /// <summary>Adds partitions. One that is read already goes on from the new place; one that is not there yet is read when it appears.</summary>
    /// <param name="from">Where to begin: an offset, <see cref="KafkaOffset.Earliest"/> or <see cref="KafkaOffset.Latest"/>.</param>
    /// <exception cref="KafkaTransportException">A partition cannot be read.</exception>
    void Add(IReadOnlyCollection<TopicOffset> from);

    /// <summary>Takes partitions away. Their records that were fetched already may still come once.</summary>
    /// <param name="partitions">The partitions; those that are not read do not matter.</param>
    void Remove(IReadOnlyCollection<(string Topic, int Partition)> partitions);

    /// <summary>Waits until there is something to tell and returns all that is there, up to some size.</summary>
    /// <param name="cancellationToken">Ends waiting. Nothing is lost: the next call gets it.</param>
    /// <exception cref="KafkaTransportException">Reading cannot go on.</exception>
    ValueTask<KafkaBatch> ReadAsync(CancellationToken cancellationToken = default);
}
