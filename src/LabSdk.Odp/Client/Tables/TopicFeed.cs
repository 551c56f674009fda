namespace LabSdk.Odp.Client;

/// <summary>
/// Follows whole topics from their first record on: first all that is there, the partitions of a topic put into order by
/// time, then whatever comes, in the background.
/// </summary>
internal sealed class TopicFeed : IAsyncDisposable
{
    private readonly OdpOptions _options;
    private readonly Func<KafkaRecord, bool> _isWanted;
    private readonly Action<KafkaRecord> _apply;
    private readonly Action<string> _problem;
    private readonly Action<KafkaGap> _gap;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Dictionary<(string Topic, int Partition), Place> _places = [];
    private readonly TrackedReader _reader;
    private TaskCompletionSource _moved = New();
    private Task _loop = Task.CompletedTask;

    public TopicFeed(IKafkaTransport transport, OdpOptions options, Func<KafkaRecord, bool> isWanted, Action<KafkaRecord> apply, Action<string> problem, Action<KafkaGap> gap)
    {
        (_options, _isWanted, _apply, _problem, _gap) = (options, isWanted, apply, problem, gap);
        _reader = new TrackedReader(transport, options, problem, Positions);
    }

    /// <summary>Reads all that is there, then goes on in the background.</summary>
    /// <param name="topics">The topics to follow.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task StartAsync(IEnumerable<KafkaTopic> topics, CancellationToken cancellationToken)
    {
        Follow(topics);
        var collected = new Dictionary<(string Topic, int Partition), List<KafkaRecord>>();
        while (Unread() is { Count: > 0 } unread)
        {
            var next = _reader.Next(_ending.Token);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny(next, Task.Delay(_options.InitialisationTimeout, _options.Time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (first != next)
            {
                _problem($"The start-up scan goes on without {string.Join(", ", unread)}, which did not answer for {_options.InitialisationTimeout.TotalSeconds} s.");
                break;
            }

            Collect(await _reader.TakeAsync(cancellationToken).ConfigureAwait(false), collected);
        }

        foreach (var topic in collected.GroupBy(pair => pair.Key.Topic, pair => pair.Value))
        {
            foreach (var record in PartitionMerge.ByTime(topic))
            {
                _apply(record);
            }
        }

        _loop = Task.Run(FollowAsync, CancellationToken.None);
    }

    /// <summary>Adds topics; those that are followed already do not matter.</summary>
    public void Follow(IEnumerable<KafkaTopic> topics)
    {
        lock (_gate)
        {
            var added = new List<TopicOffset>();
            foreach (var place in topics.SelectMany(topic => Enumerable.Range(0, topic.Partitions).Select(partition => (topic.Name, partition))))
            {
                if (_places.TryAdd(place, new Place()))
                {
                    added.Add(new TopicOffset(place.Name, place.partition, KafkaOffset.Earliest));
                }
            }

            _reader.Add(added);
        }
    }

    /// <summary>Completes when the record at a place was applied; false when that takes too long.</summary>
    public async Task<bool> ReachesAsync(TopicOffset place, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(patience, _options.Time, waiting.Token);
        try
        {
            while (true)
            {
                Task moved;
                lock (_gate)
                {
                    if (_places.GetValueOrDefault((place.Topic, place.Partition))?.Next > place.Offset)
                    {
                        return true;
                    }

                    moved = _moved.Task;
                }

                if (await Task.WhenAny(moved, late).ConfigureAwait(false) == late)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return false;
                }
            }
        }
        finally
        {
            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _reader.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FollowAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await _reader.Next(_ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Collect(await _reader.TakeAsync(_ending.Token).ConfigureAwait(false), null);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is LabException or ObjectDisposedException)
            {
                _problem($"Sessions and formats are not followed any more: {error.Message}");
                return;
            }
        }
    }

    // Applies at once what is in order; what has to be put into order first is collected.
    private void Collect(KafkaBatch batch, Dictionary<(string Topic, int Partition), List<KafkaRecord>>? collected)
    {
        foreach (var gap in batch.Gaps)
        {
            _gap(gap);
        }

        foreach (var record in batch.Records)
        {
            if (_isWanted(record))
            {
                if (collected is null || IsAlone(record.Topic))
                {
                    _apply(record);
                }
                else
                {
                    var key = (record.Topic, record.Partition);
                    (collected.TryGetValue(key, out var list) ? list : collected[key] = []).Add(record);
                }
            }
        }

        lock (_gate)
        {
            foreach (var record in batch.Records)
            {
                Move(record.Topic, record.Partition, record.Offset + 1, isEnd: false);
            }

            foreach (var end in batch.Ends)
            {
                Move(end.Topic, end.Partition, end.Offset, isEnd: true);
            }

            foreach (var gap in batch.Gaps)
            {
                Move(gap.Topic, gap.Partition, gap.Resumed, isEnd: false);
            }

            var moved = _moved;
            _moved = New();
            moved.TrySetResult();
        }
    }

    private void Move(string topic, int partition, long next, bool isEnd)
    {
        if (_places.TryGetValue((topic, partition), out var place))
        {
            (place.Next, place.WasAtEnd) = (next, place.WasAtEnd || isEnd);
        }
    }

    private bool IsAlone(string topic)
    {
        lock (_gate)
        {
            return !_places.ContainsKey((topic, 1));
        }
    }

    private List<string> Unread()
    {
        lock (_gate)
        {
            return [.. _places.Where(pair => !pair.Value.WasAtEnd).Select(pair => TopicOffset.KeyOf(pair.Key.Topic, pair.Key.Partition))];
        }
    }

    private IReadOnlyCollection<TopicOffset> Positions()
    {
        lock (_gate)
        {
            return [.. _places.Select(pair => new TopicOffset(pair.Key.Topic, pair.Key.Partition, pair.Value.Next))];
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Place
    {
        public long Next { get; set; } = KafkaOffset.Earliest;

        public bool WasAtEnd { get; set; }
    }
}
