using System.Collections.Concurrent;

namespace LabSdk.Simulation.Odp;

/// <summary>All groups of a broker, and the clock that ends waiting and finds silent members. Thread-safe.</summary>
internal sealed class GroupTable : IDisposable
{
    private const int LongestName = 1024;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, ConsumerGroup> _groups = new(StringComparer.Ordinal);
    private readonly SimulatedBrokerOptions _options;
    private readonly OffsetJournal? _journal;
    private readonly ITimer _sweeps;

    public GroupTable(SimulatedBrokerOptions options, TopicTable topics)
    {
        _options = options;
        if (options.Folder is { } folder)
        {
            _journal = new OffsetJournal(folder);
            foreach (var (group, topic, partition, offset) in _journal.Recover().Where(found => topics.Find(found.Topic, found.Partition) is not null))
            {
                _groups.GetOrAdd(group, name => new ConsumerGroup(name, options)).Commit(topic, partition, offset);
            }

            _journal.Rewrite(Entries());
        }

        _sweeps = options.Time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    public IEnumerable<ConsumerGroup> All => _groups.Values.OrderBy(group => group.Name, StringComparer.Ordinal);

    public ConsumerGroup? Find(string name) => _groups.GetValueOrDefault(name);

    /// <summary>The group of a name, made if it is not there; null when the name is not allowed or there are too many.</summary>
    public ConsumerGroup? Open(string name)
    {
        if (_groups.TryGetValue(name, out var known))
        {
            return known;
        }

        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        if (_groups.Count >= _options.MaxGroups)
        {
            foreach (var idle in _groups.Values.Where(group => group.IsIdle))
            {
                _groups.TryRemove(idle.Name, out _);
            }
        }

        return _groups.Count < _options.MaxGroups ? _groups.GetOrAdd(name, key => new ConsumerGroup(key, _options)) : null;
    }

    public void Commit(ConsumerGroup group, string topic, int partition, CommittedOffset offset)
    {
        group.Commit(topic, partition, offset);
        _journal?.Add(group.Name, topic, partition, offset, Entries);
    }

    public void Forget(string topic)
    {
        foreach (var group in _groups.Values)
        {
            group.Forget(topic);
        }

        _journal?.Rewrite([.. Entries()]);
    }

    public void Dispose()
    {
        _sweeps.Dispose();
        _journal?.Dispose();
    }

    private IEnumerable<(string Group, string Topic, int Partition, CommittedOffset Offset)> Entries() =>
        _groups.Values.SelectMany(group => group.AllCommitted().Select(entry => (group.Name, entry.Topic, entry.Partition, entry.Offset)));

    private void Sweep()
    {
        foreach (var group in _groups.Values)
        {
            group.Sweep();
        }
    }
}
