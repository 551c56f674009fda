using System.Collections.Concurrent;

namespace LabSdk.Odp.Tests.Writing;

/// <summary>A transport that loses records or keeps their reports back, when told.</summary>
internal sealed class TroubledTransport(IKafkaTransport inner) : IKafkaTransport
{
    private readonly ConcurrentQueue<Action> _held = new();
    private volatile bool _isHolding;

    public event Action<KafkaProblem>? ProblemOccurred
    {
        add => inner.ProblemOccurred += value;
        remove => inner.ProblemOccurred -= value;
    }

    public string Servers => inner.Servers;

    /// <summary>Records that are reported as lost.</summary>
    public Predicate<KafkaMessage> Loses { get; set; } = _ => false;

    /// <summary>Records that are refused at once.</summary>
    public Predicate<KafkaMessage> Refuses { get; set; } = _ => false;

    public int HeldCount => _held.Count;

    public void Hold() => _isHolding = true;

    public void Release()
    {
        _isHolding = false;
        while (_held.TryDequeue(out var report))
        {
            report();
        }
    }

    public ValueTask SendAsync(KafkaMessage message, Action<KafkaDelivery>? report = null, CancellationToken cancellationToken = default)
    {
        if (Refuses(message))
        {
            throw Lost(message);
        }

        if (Loses(message))
        {
            report?.Invoke(new KafkaDelivery(message.Topic, -1, -1, Lost(message)));
            return ValueTask.CompletedTask;
        }

        return inner.SendAsync(message, _isHolding && report is not null ? delivery => _held.Enqueue(() => report(delivery)) : report, cancellationToken);
    }

    public Task FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public IKafkaReader OpenReader() => inner.OpenReader();

    public Task<IReadOnlyList<KafkaTopic>> TopicsAsync(CancellationToken cancellationToken = default) => inner.TopicsAsync(cancellationToken);

    public Task<KafkaWatermarks?> WatermarksAsync(string topic, int partition, CancellationToken cancellationToken = default) => inner.WatermarksAsync(topic, partition, cancellationToken);

    public Task<long?> OffsetAtAsync(string topic, int partition, DateTimeOffset time, CancellationToken cancellationToken = default) => inner.OffsetAtAsync(topic, partition, time, cancellationToken);

    public Task<KafkaTopicCreation> CreateTopicAsync(string topic, int partitions, CancellationToken cancellationToken = default) => inner.CreateTopicAsync(topic, partitions, cancellationToken);

    public Task<IReadOnlyList<TopicOffset>> CommittedAsync(string group, IReadOnlyCollection<(string Topic, int Partition)> partitions, CancellationToken cancellationToken = default) =>
        inner.CommittedAsync(group, partitions, cancellationToken);

    public Task CommitAsync(string group, IReadOnlyCollection<TopicOffset> offsets, CancellationToken cancellationToken = default) => inner.CommitAsync(group, offsets, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static KafkaTransportException Lost(KafkaMessage message) =>
        new(OdpErrorKind.NotDelivered, $"A record for topic {message.Topic} was lost on purpose.") { KafkaCode = -192, KafkaName = "Local_MsgTimedOut" };
}
