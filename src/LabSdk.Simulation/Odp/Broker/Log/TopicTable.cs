using System.Collections.Concurrent;

namespace LabSdk.Simulation.Odp;

/// <summary>All topics of a broker. Thread-safe.</summary>
internal sealed class TopicTable : IDisposable
{
    private readonly ConcurrentDictionary<string, BrokerTopic> _topics = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private readonly SimulatedBrokerOptions _options;
    private int _partitions;

    public TopicTable(SimulatedBrokerOptions options)
    {
        _options = options;
        if (options.Folder is { } folder)
        {
            Recover(folder);
        }
    }

    public LogCounters Counters { get; } = new();

    public IEnumerable<BrokerTopic> All => _topics.Values.OrderBy(topic => topic.Name, StringComparer.Ordinal);

    public BrokerTopic? Find(string name) => _topics.GetValueOrDefault(name);

    public PartitionLog? Find(string topic, int partition) =>
        _topics.TryGetValue(topic, out var found) && partition >= 0 && partition < found.Partitions.Count ? found.Partitions[partition] : null;

    /// <param name="name">Its name.</param>
    /// <param name="partitions">How many; -1 for the broker's default.</param>
    /// <param name="isTrial">True to say only whether it would be possible.</param>
    public KafkaErrorCode Create(string name, int partitions, bool isTrial = false)
    {
        partitions = partitions == -1 ? _options.DefaultPartitions : partitions;
        if (!TopicNames.IsValid(name))
        {
            return KafkaErrorCode.InvalidTopic;
        }

        lock (_changing)
        {
            if (_topics.ContainsKey(name))
            {
                return KafkaErrorCode.TopicAlreadyExists;
            }

            // Files of two names that differ in case only would be the same on some systems.
            if (_options.Folder is not null && _topics.Keys.Any(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                return KafkaErrorCode.InvalidTopic;
            }

            var error = HasRoom(partitions);
            if (error == KafkaErrorCode.None && !isTrial)
            {
                _topics[name] = new BrokerTopic(name, Open(name, 0, partitions));
            }

            return error;
        }
    }

    /// <summary>Adds partitions until there are so many.</summary>
    public KafkaErrorCode Grow(string name, int partitions, bool isTrial)
    {
        lock (_changing)
        {
            if (Find(name) is not { } topic)
            {
                return KafkaErrorCode.UnknownTopicOrPartition;
            }

            var has = topic.Partitions.Count;
            var error = partitions <= has ? KafkaErrorCode.InvalidPartitions : HasRoom(partitions - has);
            if (error == KafkaErrorCode.None && !isTrial)
            {
                topic.Grow(Open(name, has, partitions - has));
            }

            return error;
        }
    }

    public KafkaErrorCode Delete(string name)
    {
        lock (_changing)
        {
            if (!_topics.TryRemove(name, out var topic))
            {
                return KafkaErrorCode.UnknownTopicOrPartition;
            }

            _partitions -= topic.Partitions.Count;
            foreach (var partition in topic.Partitions)
            {
                partition.Delete();
            }

            return KafkaErrorCode.None;
        }
    }

    /// <summary>Keeps the whole broker within its limit: the biggest partition gives up its oldest segment.</summary>
    public void Trim()
    {
        while (Counters.Bytes > _options.EffectiveTotalRetention
            && _topics.Values.SelectMany(topic => topic.Partitions).OrderByDescending(log => log.Bytes).Any(log => log.DropOldest()))
        {
        }
    }

    public long HighestProducerId() => _topics.Values.SelectMany(topic => topic.Partitions).Select(log => log.HighestProducerId).Append(-1).Max();

    public void Dispose()
    {
        foreach (var log in _topics.Values.SelectMany(topic => topic.Partitions))
        {
            log.Dispose();
        }
    }

    private KafkaErrorCode HasRoom(int partitions) =>
        partitions < 1 ? KafkaErrorCode.InvalidPartitions
        : (long)_partitions + partitions > _options.MaxPartitions ? KafkaErrorCode.PolicyViolation
        : KafkaErrorCode.None;

    private PartitionLog[] Open(string name, int first, int count)
    {
        _partitions += count;
        return [.. Enumerable.Range(first, count).Select(number => new PartitionLog(
            _options.Folder is { } folder ? Path.Combine(folder, TopicNames.Folder(name, number)) : null, _options.EffectiveRetention, Counters))];
    }

    private void Recover(string folder)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            if (TopicNames.TryFolder(Path.GetFileName(path), out var topic, out var partition) && partition < _options.MaxPartitions)
            {
                found[topic] = Math.Max(found.GetValueOrDefault(topic), partition + 1);
            }
        }

        foreach (var (topic, partitions) in found)
        {
            _topics[topic] = new BrokerTopic(topic, Open(topic, 0, partitions));
        }
    }
}
