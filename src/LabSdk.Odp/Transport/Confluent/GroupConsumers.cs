using Confluent.Kafka;

namespace LabSdk.Odp.Transport;

/// <summary>Consumers that only ask and store positions: one for each group, made when it is first needed. Thread-safe.</summary>
internal sealed class GroupConsumers(Func<string?, IConsumer<byte[]?, byte[]>> build) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IConsumer<byte[]?, byte[]>> _consumers = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <summary>One in a private group, for questions about offsets.</summary>
    public IConsumer<byte[]?, byte[]> Any => Get("", null);

    public IConsumer<byte[]?, byte[]> Of(string group)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        return Get(group, group);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var consumer in _consumers.Values)
            {
                consumer.Dispose();
            }

            _consumers.Clear();
        }
    }

    private IConsumer<byte[]?, byte[]> Get(string key, string? group)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(IKafkaTransport));
            if (!_consumers.TryGetValue(key, out var consumer))
            {
                _consumers[key] = consumer = build(group);
            }

            return consumer;
        }
    }
}
