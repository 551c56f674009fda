namespace LabSdk.Odp;

/// <summary>
/// What the family needs of Kafka: send with a report, read from given offsets, ask for topics and offsets. One object is one
/// client of one cluster.
/// </summary>
/// <remarks>Thread-safe. Nothing blocks the calling thread.</remarks>
public interface IKafkaTransport : IAsyncDisposable
{
    /// <summary>The servers it was given, for example <c>localhost:9092</c>; no secrets.</summary>
    string Servers { get; }

    /// <summary>Raised from a background thread for each problem that the transport goes on in spite of, such as a lost connection.</summary>
    event Action<KafkaProblem>? ProblemOccurred;

    /// <summary>
    /// Hands a record over. Completes when the transport has taken it, which waits while its queue is full; the report comes
    /// later, exactly once, from a background thread.
    /// </summary>
    /// <param name="message">The record. It must not be changed any more.</param>
    /// <param name="report">Gets the outcome; null when nobody wants it. Must not block or throw.</param>
    /// <param name="cancellationToken">Ends waiting for room.</param>
    /// <exception cref="KafkaTransportException">The record cannot be taken at all, for example because it is too large.</exception>
    ValueTask SendAsync(KafkaMessage message, Action<KafkaDelivery>? report = null, CancellationToken cancellationToken = default);

    /// <summary>Completes when no record is waiting for its report any more.</summary>
    /// <param name="cancellationToken">Ends waiting; the records stay queued.</param>
    Task FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens a reader without any partitions yet. It belongs to no group.</summary>
    /// <exception cref="OdpConfigurationException">The settings for reading cannot be used.</exception>
    IKafkaReader OpenReader();

    /// <summary>All topics. Asking makes none.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    Task<IReadOnlyList<KafkaTopic>> TopicsAsync(CancellationToken cancellationToken = default);

    /// <summary>The range of offsets of a partition, or null when there is no such topic or partition.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition, from 0.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    Task<KafkaWatermarks?> WatermarksAsync(string topic, int partition, CancellationToken cancellationToken = default);

    /// <summary>
    /// The offset of the first record that is not older than a time. Null when there is none, or the broker cannot tell: some
    /// development brokers never can, so a caller that needs the place then has to read on from an earlier one.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition, from 0.</param>
    /// <param name="time">The time, to the millisecond.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    Task<long?> OffsetAtAsync(string topic, int partition, DateTimeOffset time, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a topic, if the broker lets us. Best effort: a refusal is an answer, not an error, and is remembered, so that only the
    /// first call waits for it; such brokers make topics when they are first written to.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">How many partitions; -1 for the broker's default.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    Task<KafkaTopicCreation> CreateTopicAsync(string topic, int partitions, CancellationToken cancellationToken = default);

    /// <summary>Where a group has come to, for those of the partitions where it has stored something.</summary>
    /// <param name="group">The group.</param>
    /// <param name="partitions">The partitions to ask for.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    Task<IReadOnlyList<TopicOffset>> CommittedAsync(
        string group, IReadOnlyCollection<(string Topic, int Partition)> partitions, CancellationToken cancellationToken = default);

    /// <summary>Stores where a group has come to: the offsets of the next records to read.</summary>
    /// <param name="group">The group.</param>
    /// <param name="offsets">The offsets.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses, for example because the group has members.</exception>
    Task CommitAsync(string group, IReadOnlyCollection<TopicOffset> offsets, CancellationToken cancellationToken = default);
}
