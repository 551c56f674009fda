namespace LabSdk.Odp.Transport;

/// <summary>Reads partitions of a broker in memory.</summary>
internal sealed class MemoryReader : IKafkaReader
{
    private const int MostRecords = 2000;

    private readonly InMemoryBroker _broker;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Topic, int Partition), Place> _places = [];
    private TaskCompletionSource _signal = New();
    private bool _isDisposed;

    public MemoryReader(InMemoryBroker broker)
    {
        _broker = broker;
        broker.Register(this);
    }

    public void Add(IReadOnlyCollection<TopicOffset> from)
    {
        ArgumentNullException.ThrowIfNull(from);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            foreach (var each in from)
            {
                // The newest place is that of now, not of the first look.
                var offset = each.Offset == KafkaOffset.Latest ? _broker.Ask(each.Topic, each.Partition, log => log?.High ?? KafkaOffset.Earliest) : each.Offset;
                _places[(each.Topic, each.Partition)] = new Place(offset);
            }
        }

        Wake();
    }

    public void Remove(IReadOnlyCollection<(string Topic, int Partition)> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_gate)
        {
            foreach (var each in partitions)
            {
                _places.Remove(each);
            }
        }
    }

    public async ValueTask<KafkaBatch> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task signal;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (_signal.Task.IsCompleted)
                {
                    _signal = New();
                }

                signal = _signal.Task;
                if (Gather() is { IsEmpty: false } batch)
                {
                    return batch;
                }
            }

            await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _signal.TrySetResult();
        }
    }

    public ValueTask DisposeAsync()
    {
        _broker.Unregister(this);
        lock (_gate)
        {
            _isDisposed = true;
            _signal.TrySetResult();
        }

        return ValueTask.CompletedTask;
    }

    private KafkaBatch Gather()
    {
        List<KafkaRecord> records = [];
        List<TopicOffset> ends = [];
        List<KafkaGap> gaps = [];
        foreach (var ((topic, partition), place) in _places)
        {
            _broker.Ask(topic, partition, log =>
            {
                if (log is null)
                {
                    return false;
                }

                if (place.Next == KafkaOffset.Earliest)
                {
                    place.Next = log.Low;
                }
                else if (place.Next < log.Low || place.Next > log.High)
                {
                    gaps.Add(new KafkaGap(topic, partition, place.Next, log.Low));
                    place.Next = log.Low;
                }

                for (; place.Next < log.High && records.Count < MostRecords; place.Next++)
                {
                    records.Add(log[place.Next]);
                }

                // Told once for each end, not at every look.
                if (place.Next == log.High && place.ToldEnd != log.High)
                {
                    ends.Add(new TopicOffset(topic, partition, log.High));
                    place.ToldEnd = log.High;
                }

                return true;
            });
        }

        return new KafkaBatch(records, ends, gaps);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Place(long next)
    {
        public long Next { get; set; } = next;

        public long ToldEnd { get; set; } = -1;
    }
}
