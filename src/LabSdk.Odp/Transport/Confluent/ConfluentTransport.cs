using Confluent.Kafka;
using LabSdk.Odp.Settings;
using Confluent.Kafka.Admin;

namespace LabSdk.Odp.Transport;

/// <summary>Kafka through Confluent.Kafka and librdkafka. Clients are made when they are first needed.</summary>
internal sealed class ConfluentTransport : IKafkaTransport
{
    private static readonly TimeSpan RetryFullAfter = TimeSpan.FromMilliseconds(100);

    // A call that nobody waits for any more ends within the request timeout; who disposes need not wait as long.
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(2);

    private readonly KafkaTransportOptions _options;
    private readonly KafkaSecrets _secrets;
    private readonly ConfluentErrors _errors;
    private readonly SendCounter _waiting = new();
    private readonly NativeCalls _calls = new();
    private readonly Lazy<IProducer<byte[]?, byte[]>> _producer;
    private readonly Lazy<IAdminClient> _admin;
    private readonly GroupConsumers _consumers;
    private readonly Lazy<Task> _closed;
    private string? _creationRefused;

    /// <exception cref="OdpConfigurationException">The native library cannot be loaded.</exception>
    public ConfluentTransport(KafkaTransportOptions options)
    {
        KafkaLibrary.EnsureLoaded();
        _options = options;
        _secrets = new KafkaSecrets([.. HiddenSettings.Reveal(options.Common), .. HiddenSettings.Reveal(options.Producer), .. HiddenSettings.Reveal(options.Consumer)]);
        _errors = new ConfluentErrors(options.Servers, _secrets);
        _producer = new(BuildProducer);
        _admin = new(BuildAdmin);
        _consumers = new GroupConsumers(BuildConsumer);
        _closed = new(CloseAsync);
    }

    public event Action<KafkaProblem>? ProblemOccurred;

    public string Servers => _options.Servers;

    public async ValueTask SendAsync(KafkaMessage message, Action<KafkaDelivery>? report = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfDisposed();
        var record = new Message<byte[]?, byte[]> { Key = message.Key, Value = message.Value };
        var place = new TopicPartition(message.Topic, message.Partition ?? Partition.Any);
        while (!TrySend(place, record, report))
        {
            // A report makes room; one may have come before we began to wait.
            await Task.WhenAny(_waiting.RoomAsync(), Task.Delay(RetryFullAfter, _options.Time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfDisposed();
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return FlushAllAsync(cancellationToken);
    }

    public IKafkaReader OpenReader()
    {
        ThrowIfDisposed();
        return new ConfluentReader(this, _options, _errors);
    }

    public async Task<IReadOnlyList<KafkaTopic>> TopicsAsync(CancellationToken cancellationToken = default)
    {
        var metadata = await AskAsync("Listing topics", () => _admin.Value.GetMetadata(_options.RequestTimeout), cancellationToken).ConfigureAwait(false);
        return [.. metadata.Topics.Where(topic => !topic.Error.IsError).Select(topic => new KafkaTopic(topic.Topic, topic.Partitions.Count))];
    }

    public Task<KafkaWatermarks?> WatermarksAsync(string topic, int partition, CancellationToken cancellationToken = default) =>
        AskAsync<KafkaWatermarks?>(
            $"Asking for the offsets of {topic}",
            () =>
            {
                try
                {
                    var offsets = _consumers.Any.QueryWatermarkOffsets(new TopicPartition(topic, partition), _options.RequestTimeout);
                    return new KafkaWatermarks(offsets.Low.Value, offsets.High.Value);
                }
                catch (KafkaException error) when (ConfluentErrors.IsUnknownPartition(error.Error.Code))
                {
                    return null;
                }
            },
            cancellationToken);

    public Task<long?> OffsetAtAsync(string topic, int partition, DateTimeOffset time, CancellationToken cancellationToken = default) =>
        AskAsync<long?>(
            $"Asking for an offset of {topic} by time",
            () =>
            {
                var asked = new TopicPartitionTimestamp(topic, partition, new Timestamp(time.ToUnixTimeMilliseconds(), TimestampType.CreateTime));
                var answer = _consumers.Any.OffsetsForTimes([asked], _options.RequestTimeout)[0].Offset;
                return answer.IsSpecial ? null : answer.Value;
            },
            cancellationToken);

    public async Task<KafkaTopicCreation> CreateTopicAsync(string topic, int partitions, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        if (Volatile.Read(ref _creationRefused) is { } reason)
        {
            return new KafkaTopicCreation(KafkaTopicOutcome.Refused, reason);
        }

        var options = new CreateTopicsOptions { RequestTimeout = _options.CreationTimeout, OperationTimeout = _options.CreationTimeout };
        try
        {
            var wanted = new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = -1 };
            await CountedAsync(() => _admin.Value.CreateTopicsAsync([wanted], options)).WaitAsync(cancellationToken).ConfigureAwait(false);
            return new KafkaTopicCreation(KafkaTopicOutcome.Created);
        }
        catch (CreateTopicsException error)
        {
            var about = error.Results[0].Error;
            return about.Code == ErrorCode.TopicAlreadyExists ? new KafkaTopicCreation(KafkaTopicOutcome.Exists) : Refused(about);
        }
        catch (KafkaException error)
        {
            return Refused(error.Error);
        }
    }

    public Task<IReadOnlyList<TopicOffset>> CommittedAsync(
        string group, IReadOnlyCollection<(string Topic, int Partition)> partitions, CancellationToken cancellationToken = default) =>
        AskAsync<IReadOnlyList<TopicOffset>>(
            $"Asking for the positions of group {group}",
            () => [.. _consumers.Of(group).Committed(partitions.Select(each => new TopicPartition(each.Topic, each.Partition)), _options.RequestTimeout)
                .Where(found => !found.Offset.IsSpecial)
                .Select(found => new TopicOffset(found.Topic, found.Partition.Value, found.Offset.Value))],
            cancellationToken);

    public Task CommitAsync(string group, IReadOnlyCollection<TopicOffset> offsets, CancellationToken cancellationToken = default) =>
        AskAsync(
            $"Storing the positions of group {group}",
            () =>
            {
                _consumers.Of(group).Commit(offsets.Select(each => new TopicPartitionOffset(each.Topic, each.Partition, each.Offset)));
                return true;
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        var closed = _closed.Value;
        await Task.WhenAny(closed, Task.Delay(ClosingPatience, _options.Time)).ConfigureAwait(false);
        if (closed.IsCompleted)
        {
            await closed.ConfigureAwait(false);
        }
    }

    internal IConsumer<byte[]?, byte[]> BuildConsumer(string? group)
    {
        var settings = ConfluentSettings.Consumer(_options, group);
        return ConfluentSettings.Build(_options, _secrets, () => new ConsumerBuilder<byte[]?, byte[]>(settings)
            .SetKeyDeserializer(Deserializers.ByteArray!).SetValueDeserializer(Deserializers.ByteArray)
            .SetErrorHandler((_, error) => Problem(error)).SetLogHandler((_, message) => Log(message)).Build());
    }

    internal void Problem(Error error) => Report(_errors.Text(error), error.Code == ErrorCode.Local_AllBrokersDown);

    private IProducer<byte[]?, byte[]> BuildProducer() => ConfluentSettings.Build(_options, _secrets, () =>
        new ProducerBuilder<byte[]?, byte[]>(ConfluentSettings.Producer(_options))
            .SetKeySerializer(Serializers.ByteArray!).SetValueSerializer(Serializers.ByteArray)
            .SetErrorHandler((_, error) => Problem(error)).SetLogHandler((_, message) => Log(message)).Build());

    private IAdminClient BuildAdmin() => ConfluentSettings.Build(_options, _secrets, () =>
        new AdminClientBuilder(ConfluentSettings.Admin(_options))
            .SetErrorHandler((_, error) => Problem(error)).SetLogHandler((_, message) => Log(message)).Build());

    // Closing native clients waits for their threads.
    private async Task CloseAsync()
    {
        await _calls.CloseAsync().ConfigureAwait(false);
        await OwnThread.RunAsync(() =>
        {
            _consumers.Dispose();
            DisposeOf(_admin);
            DisposeOf(_producer);
            return true;
        }).ConfigureAwait(false);
    }

    private bool TrySend(TopicPartition place, Message<byte[]?, byte[]> record, Action<KafkaDelivery>? report)
    {
        _calls.Enter();
        _waiting.Sent();
        try
        {
            _producer.Value.Produce(place, record, outcome => Reported(outcome, report));
            return true;
        }
        catch (ProduceException<byte[]?, byte[]> error)
        {
            _waiting.Done();
            return error.Error.Code == ErrorCode.Local_QueueFull ? false : throw _errors.NotDelivered(error.Error, place.Topic);
        }
        catch
        {
            _waiting.Done();
            throw;
        }
        finally
        {
            _calls.Exit();
        }
    }

    private void Reported(DeliveryReport<byte[]?, byte[]> outcome, Action<KafkaDelivery>? report)
    {
        try
        {
            report?.Invoke(outcome.Error.IsError
                ? new KafkaDelivery(outcome.Topic, outcome.Partition.Value, -1, _errors.NotDelivered(outcome.Error, outcome.Topic))
                : new KafkaDelivery(outcome.Topic, outcome.Partition.Value, outcome.Offset.IsSpecial ? -1 : outcome.Offset.Value, null));
        }
        finally
        {
            _waiting.Done();
        }
    }

    private async Task FlushAllAsync(CancellationToken cancellationToken)
    {
        if (_producer.IsValueCreated && _waiting.Waiting > 0)
        {
            // Sends at once what lingers; the reports come by the client's own thread.
            await CountedAsync(() => OwnThread.RunAsync(() => _producer.Value.Flush(TimeSpan.FromMilliseconds(1)))).ConfigureAwait(false);
        }

        await _waiting.EmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> AskAsync<T>(string what, Func<T> ask, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        try
        {
            return await CountedAsync(() => OwnThread.RunAsync(ask)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException error)
        {
            throw _errors.Of(error.Error, what);
        }
    }

    // Counted until it has ended, not until somebody stops waiting for it.
    private async Task<T> CountedAsync<T>(Func<Task<T>> call)
    {
        _calls.Enter();
        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            _calls.Exit();
        }
    }

    private async Task CountedAsync(Func<Task> call) => await CountedAsync(async () =>
    {
        await call().ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);

    // A topic that cannot be made says nothing about the next one; a broker that does not make topics does.
    private KafkaTopicCreation Refused(Error error)
    {
        var reason = _errors.Text(error);
        if (error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_UnsupportedFeature or ErrorCode.ClusterAuthorizationFailed or ErrorCode.UnsupportedVersion)
        {
            Volatile.Write(ref _creationRefused, reason);
        }

        return new KafkaTopicCreation(KafkaTopicOutcome.Refused, reason);
    }

    private void Log(LogMessage message)
    {
        if (message.Level <= SyslogLevel.Warning)
        {
            Report(_secrets.Mask(message.Message), isOutage: false);
        }
    }

    private void Report(string text, bool isOutage) => ProblemOccurred?.Invoke(new KafkaProblem(_options.Time.GetUtcNow(), text, isOutage));

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_calls.IsClosed, this);

    private static void DisposeOf<T>(Lazy<T> client)
        where T : IDisposable
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }
}
