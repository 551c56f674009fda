using LabSdk.Odp.Transport;

namespace LabSdk.Odp;

/// <summary>
/// Topics in the memory of this process, without sockets and native libraries: for tests and demonstrations. Everybody who
/// connects to the same object shares the topics; nobody outside the process can.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class InMemoryBroker
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MemoryPartition[]> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, string Topic, int Partition), long> _committed = [];
    private readonly HashSet<MemoryReader> _readers = [];
    private readonly TimeProvider _time;
    private readonly int _defaultPartitions;
    private long _dropped;

    /// <summary>Makes a broker without topics.</summary>
    /// <param name="defaultPartitions">Partitions of a topic that is made by writing to it.</param>
    /// <param name="recordsPerPartition">Records that a partition keeps; beyond it the oldest are dropped and counted.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public InMemoryBroker(int defaultPartitions = 1, int recordsPerPartition = 1_000_000, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(defaultPartitions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(recordsPerPartition, 1);
        (_defaultPartitions, RecordsPerPartition, _time) = (defaultPartitions, recordsPerPartition, time ?? TimeProvider.System);
    }

    /// <summary>Records that a partition keeps.</summary>
    public int RecordsPerPartition { get; }

    /// <summary>Records that were dropped because the space was needed.</summary>
    public long DroppedRecords => Interlocked.Read(ref _dropped);

    /// <summary>A client of this broker.</summary>
    public IKafkaTransport Connect() => new MemoryTransport(this);

    /// <summary>Forgets the records of a partition before an offset, as retention does.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">The first offset that is kept.</param>
    public void DeleteRecords(string topic, int partition, long offset)
    {
        lock (_gate)
        {
            Find(topic, partition)?.DropBefore(offset);
        }
    }

    internal IReadOnlyList<KafkaTopic> Topics()
    {
        lock (_gate)
        {
            return [.. _topics.Select(pair => new KafkaTopic(pair.Key, pair.Value.Length)).OrderBy(topic => topic.Name, StringComparer.Ordinal)];
        }
    }

    internal KafkaTopicOutcome Create(string topic, int partitions)
    {
        lock (_gate)
        {
            if (_topics.ContainsKey(topic))
            {
                return KafkaTopicOutcome.Exists;
            }

            _topics[topic] = [.. Enumerable.Range(0, partitions == -1 ? _defaultPartitions : partitions).Select(_ => new MemoryPartition())];
            return KafkaTopicOutcome.Created;
        }
    }

    /// <summary>Stores a record; null when the topic has no such partition.</summary>
    internal TopicOffset? Append(KafkaMessage message)
    {
        Create(message.Topic, -1);
        MemoryReader[] readers;
        TopicOffset stored;
        lock (_gate)
        {
            var partitions = _topics[message.Topic];
            var number = message.Partition ?? (message.Key is { } key ? (int)(Hash(key) % (uint)partitions.Length) : 0);
            if (number < 0 || number >= partitions.Length)
            {
                return null;
            }

            var partition = partitions[number];
            stored = new TopicOffset(message.Topic, number, partition.High);
            partition.Add(new KafkaRecord(message.Topic, number, partition.High, _time.GetUtcNow().ToUnixTimeMilliseconds(), message.Key, message.Value));
            if (partition.High - partition.Low > RecordsPerPartition)
            {
                Interlocked.Add(ref _dropped, partition.DropBefore(partition.High - RecordsPerPartition));
            }

            readers = [.. _readers];
        }

        foreach (var reader in readers)
        {
            reader.Wake();
        }

        return stored;
    }

    internal T Ask<T>(string topic, int partition, Func<MemoryPartition?, T> ask)
    {
        lock (_gate)
        {
            return ask(Find(topic, partition));
        }
    }

    internal void Commit(string group, IEnumerable<TopicOffset> offsets)
    {
        lock (_gate)
        {
            foreach (var each in offsets)
            {
                _committed[(group, each.Topic, each.Partition)] = each.Offset;
            }
        }
    }

    internal IReadOnlyList<TopicOffset> Committed(string group, IEnumerable<(string Topic, int Partition)> partitions)
    {
        lock (_gate)
        {
            return [.. partitions.Where(each => _committed.ContainsKey((group, each.Topic, each.Partition)))
                .Select(each => new TopicOffset(each.Topic, each.Partition, _committed[(group, each.Topic, each.Partition)]))];
        }
    }

    internal void Register(MemoryReader reader)
    {
        lock (_gate)
        {
            _readers.Add(reader);
        }
    }

    internal void Unregister(MemoryReader reader)
    {
        lock (_gate)
        {
            _readers.Remove(reader);
        }
    }

    private MemoryPartition? Find(string topic, int partition) =>
        _topics.TryGetValue(topic, out var partitions) && partition >= 0 && partition < partitions.Length ? partitions[partition] : null;

    // FNV-1a: any spread will do.
    private static uint Hash(byte[] key) => key.Aggregate(2166136261u, (hash, next) => unchecked((hash ^ next) * 16777619u));
}
