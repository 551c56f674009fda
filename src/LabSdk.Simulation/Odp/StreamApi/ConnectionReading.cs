using System.Text;
using LabSdk.Odp;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Simulation.Odp;

/// <summary>Reads the partitions of a connection, knows where it stands, and stores that for the connection's group.</summary>
internal sealed class ConnectionReading : IAsyncDisposable
{
    private static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(5);

    private readonly StreamApiState _state;
    private readonly IKafkaReader _reader;
    private readonly string _group;
    private readonly byte[] _sessionKey;
    private readonly Dictionary<(string Topic, int Partition), string> _streams;
    private readonly Dictionary<(string Topic, int Partition), long> _positions = [];
    private long _committedAt;
    private Task<KafkaBatch>? _pending;

    private ConnectionReading(StreamApiState state, ConnectionDetails details, IReadOnlyList<PlannedPartition> plan)
    {
        _state = state;
        _group = details.ConsumerGroup;
        _sessionKey = Encoding.UTF8.GetBytes(details.SessionKey);
        _streams = plan.ToDictionary(part => (part.Topic, part.Partition), part => part.Stream);
        _reader = state.Client.Transport.OpenReader();
        _committedAt = Time.GetTimestamp();
    }

    /// <summary>Where the next record of each partition is; a partition that has not told anything is missing.</summary>
    public IReadOnlyDictionary<(string Topic, int Partition), long> Positions => _positions;

    public IReadOnlyCollection<(string Topic, int Partition)> Partitions => _streams.Keys;

    private TimeProvider Time => _state.Client.Options.Time;

    public static async Task<ConnectionReading> OpenAsync(StreamApiState state, ConnectionDetails details, IReadOnlyList<PlannedPartition> plan, CancellationToken cancellationToken)
    {
        var committed = plan.Any(part => part.Offset < 0) && details.ConsumerGroup.Length > 0
            ? await state.Client.Transport.CommittedAsync(details.ConsumerGroup, [.. plan.Select(part => (part.Topic, part.Partition))], cancellationToken).ConfigureAwait(false)
            : [];
        var reading = new ConnectionReading(state, details, plan);
        reading._reader.Add([.. plan.Select(part => new TopicOffset(part.Topic, part.Partition, part.Offset >= 0
            ? part.Offset
            : committed.FirstOrDefault(each => each.Topic == part.Topic && each.Partition == part.Partition)?.Offset ?? KafkaOffset.Latest))]);
        foreach (var part in plan.Where(part => part.Offset >= 0))
        {
            reading._positions[(part.Topic, part.Partition)] = part.Offset;
        }

        return reading;
    }

    /// <summary>The stream that a record belongs to.</summary>
    public string StreamOf(in KafkaRecord record) => _streams.GetValueOrDefault((record.Topic, record.Partition), "");

    /// <summary>True for records of the connection's session; every record where no session was given.</summary>
    public bool IsWanted(in KafkaRecord record) => _sessionKey.Length == 0 || (record.Key is { } key && key.AsSpan().SequenceEqual(_sessionKey));

    /// <summary>Begins to wait for the next batch; the same task until it was taken.</summary>
    public Task Next(CancellationToken cancellationToken) => _pending ??= _reader.ReadAsync(cancellationToken).AsTask();

    /// <summary>Takes the batch of <see cref="Next"/>.</summary>
    public async Task<KafkaBatch> TakeAsync()
    {
        var batch = await _pending!.ConfigureAwait(false);
        _pending = null;
        foreach (var gap in batch.Gaps)
        {
            _state.Meters.LostRecords.Add(Math.Max(gap.Resumed - gap.Asked, 0));
            _positions[(gap.Topic, gap.Partition)] = gap.Resumed;
        }

        foreach (var record in batch.Records)
        {
            _state.Meters.Received.Add();
            _state.Meters.ReceivedBytes.Add(record.Value.Length);
            _positions[(record.Topic, record.Partition)] = record.Offset + 1;
        }

        foreach (var end in batch.Ends)
        {
            _positions[(end.Topic, end.Partition)] = end.Offset;
        }

        return batch;
    }

    /// <summary>Stores the positions for the group, if there is one, now and then. Only what was sent may have been taken before.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken, bool isLast = false)
    {
        if (_group.Length == 0 || _positions.Count == 0 || (!isLast && Time.GetElapsedTime(_committedAt) < CommitInterval))
        {
            return;
        }

        _committedAt = Time.GetTimestamp();
        try
        {
            await _state.Client.Transport.CommitAsync(
                _group, [.. _positions.Select(pair => new TopicOffset(pair.Key.Topic, pair.Key.Partition, pair.Value))], cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaTransportException error)
        {
            // The reader goes on; after a restart it gets some packets again.
            _state.Client.ReportProblem($"The positions of group '{_group}' were not stored: {error.Problem}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        if (_pending is { } pending)
        {
            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
