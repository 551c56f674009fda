namespace LabSdk.Odp.Transport;

/// <summary>A client of a broker in memory.</summary>
internal sealed class MemoryTransport(InMemoryBroker broker) : IKafkaTransport
{
    private readonly SendCounter _waiting = new();
    private readonly Lock _reporting = new();
    private Task _reports = Task.CompletedTask;
    private bool _isDisposed;

    // Nothing can get lost on the way.
    public event Action<KafkaProblem>? ProblemOccurred
    {
        add { }
        remove { }
    }

    public string Servers => "memory";

    public ValueTask SendAsync(KafkaMessage message, Action<KafkaDelivery>? report = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        Check();
        var delivery = broker.Append(message) is { } stored
            ? new KafkaDelivery(stored.Topic, stored.Partition, stored.Offset, null)
            : new KafkaDelivery(message.Topic, message.Partition ?? -1, -1, new KafkaTransportException(
                OdpErrorKind.NotDelivered, $"A record for topic {message.Topic} was not stored: it has no partition {message.Partition}."));
        if (report is not null)
        {
            Report(report, delivery);
        }

        return ValueTask.CompletedTask;
    }

    public Task FlushAsync(CancellationToken cancellationToken = default)
    {
        Check();
        return _waiting.EmptyAsync().WaitAsync(cancellationToken);
    }

    public IKafkaReader OpenReader()
    {
        Check();
        return new MemoryReader(broker);
    }

    public Task<IReadOnlyList<KafkaTopic>> TopicsAsync(CancellationToken cancellationToken = default)
    {
        Check();
        return Task.FromResult(broker.Topics());
    }

    public Task<KafkaWatermarks?> WatermarksAsync(string topic, int partition, CancellationToken cancellationToken = default)
    {
        Check();
        return Task.FromResult(broker.Ask(topic, partition, log => log is null ? (KafkaWatermarks?)null : new KafkaWatermarks(log.Low, log.High)));
    }

    public Task<long?> OffsetAtAsync(string topic, int partition, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        Check();
        return Task.FromResult(broker.Ask(topic, partition, log => log?.FirstSince(time.ToUnixTimeMilliseconds())));
    }

    public Task<KafkaTopicCreation> CreateTopicAsync(string topic, int partitions, CancellationToken cancellationToken = default)
    {
        Check();
        return Task.FromResult(new KafkaTopicCreation(broker.Create(topic, partitions)));
    }

    public Task<IReadOnlyList<TopicOffset>> CommittedAsync(
        string group, IReadOnlyCollection<(string Topic, int Partition)> partitions, CancellationToken cancellationToken = default)
    {
        Check();
        return Task.FromResult(broker.Committed(group, partitions));
    }

    public Task CommitAsync(string group, IReadOnlyCollection<TopicOffset> offsets, CancellationToken cancellationToken = default)
    {
        Check();
        broker.Commit(group, offsets);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return ValueTask.CompletedTask;
    }

    // In order, and not from the caller's stack.
    private void Report(Action<KafkaDelivery> report, KafkaDelivery delivery)
    {
        _waiting.Sent();
        lock (_reporting)
        {
            _reports = _reports.ContinueWith(
                _ =>
                {
                    try
                    {
                        report(delivery);
                    }
                    finally
                    {
                        _waiting.Done();
                    }
                },
                CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Check() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
