using System.Collections.Concurrent;
using Confluent.Kafka;

namespace LabSdk.Odp.Transport;

/// <summary>
/// Reads with one consumer on a thread of its own. While the caller works on one batch the next is gathered, not more: beyond
/// that librdkafka's own limits hold.
/// </summary>
internal sealed class ConfluentReader : IKafkaReader
{
    private const int MostRecords = 2000;
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly ConfluentTransport _transport;
    private readonly KafkaTransportOptions _options;
    private readonly ConfluentErrors _errors;
    private readonly IConsumer<byte[]?, byte[]> _consumer;
    private readonly IAdminClient _admin;
    private readonly BlockingCollection<TaskCompletionSource<KafkaBatch>> _demands = [];
    private readonly ConcurrentDictionary<TopicPartition, long> _asked = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _assigning = new();
    private readonly Task _ended;
    private Task<KafkaBatch>? _pending;
    private volatile bool _asksLeaders;
    private bool _isClosed;

    public ConfluentReader(ConfluentTransport transport, KafkaTransportOptions options, ConfluentErrors errors)
    {
        (_transport, _options, _errors) = (transport, options, errors);
        _consumer = transport.BuildConsumer(null);
        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        _ended = OwnThread.RunAsync(Work);
    }

    public void Add(IReadOnlyCollection<TopicOffset> from)
    {
        ArgumentNullException.ThrowIfNull(from);
        lock (_assigning)
        {
            ObjectDisposedException.ThrowIf(_isClosed || _ending.IsCancellationRequested, this);
            var places = from.Select(each => new TopicPartitionOffset(each.Topic, each.Partition, each.Offset)).ToArray();
            var known = places.Where(place => _asked.ContainsKey(place.TopicPartition)).Select(place => place.TopicPartition).ToArray();
            try
            {
                if (known.Length > 0)
                {
                    _consumer.IncrementalUnassign(known);
                }

                foreach (var place in places)
                {
                    _asked[place.TopicPartition] = place.Offset.Value;
                }

                _consumer.IncrementalAssign(places);
            }
            catch (KafkaException error)
            {
                throw _errors.Of(error.Error, "Reading partitions");
            }

            _asksLeaders = true;
        }
    }

    public void Remove(IReadOnlyCollection<(string Topic, int Partition)> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_assigning)
        {
            ObjectDisposedException.ThrowIf(_isClosed || _ending.IsCancellationRequested, this);
            var gone = partitions.Select(each => new TopicPartition(each.Topic, each.Partition)).Where(each => _asked.TryRemove(each, out _)).ToArray();
            if (gone.Length > 0)
            {
                _consumer.IncrementalUnassign(gone);
            }
        }
    }

    public async ValueTask<KafkaBatch> ReadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_ending.IsCancellationRequested, this);
        if (_pending is null)
        {
            var demand = new TaskCompletionSource<KafkaBatch>(TaskCreationOptions.RunContinuationsAsynchronously);
            _demands.Add(demand, CancellationToken.None);
            _pending = demand.Task;
        }

        // A wait that is cancelled leaves the demand: the next call gets its batch.
        if (!_pending.IsCompleted)
        {
            await Task.WhenAny(_pending, _ended).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        ObjectDisposedException.ThrowIf(!_pending.IsCompleted, this);
        var batch = _pending;
        _pending = null;
        return await batch.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await ((Task)_ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool Work()
    {
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                var (batch, failure) = Gather();
                var demand = _demands.Take(_ending.Token);
                if (failure is null)
                {
                    demand.TrySetResult(batch);
                }
                else
                {
                    demand.TrySetException(failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
        finally
        {
            // Whoever is assigning partitions is inside the native client.
            lock (_assigning)
            {
                _isClosed = true;
            }

            _admin.Dispose();
            _consumer.Dispose();
        }

        return true;
    }

    private (KafkaBatch Batch, Exception? Failure) Gather()
    {
        List<KafkaRecord> records = [];
        List<TopicOffset> ends = [];
        List<KafkaGap> gaps = [];
        var bytes = 0;
        while (records.Count < MostRecords && bytes < MostBytes)
        {
            _ending.Token.ThrowIfCancellationRequested();
            AskLeaders();
            var isFirst = records.Count == 0 && ends.Count == 0 && gaps.Count == 0;
            try
            {
                var result = _consumer.Consume(isFirst ? Patience : TimeSpan.Zero);
                if (result is null)
                {
                    if (isFirst)
                    {
                        continue;
                    }

                    break;
                }

                if (result.IsPartitionEOF)
                {
                    ends.Add(new TopicOffset(result.Topic, result.Partition.Value, result.Offset.Value));
                    continue;
                }

                var message = result.Message;
                records.Add(new KafkaRecord(result.Topic, result.Partition.Value, result.Offset.Value, Milliseconds(message.Timestamp), message.Key, message.Value ?? []));
                bytes += message.Value?.Length ?? 0;
            }
            catch (ConsumeException error) when (error.Error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange)
            {
                try
                {
                    gaps.Add(Resume(error.ConsumerRecord.TopicPartition));
                }
                catch (KafkaException failure)
                {
                    return Failed(failure);
                }
            }
            catch (ConsumeException error) when (!error.Error.IsFatal)
            {
                // A topic that is not there yet, a broker that is away: librdkafka goes on trying.
                _transport.Problem(error.Error);
            }
            catch (KafkaException error)
            {
                return Failed(error);
            }
        }

        return (new KafkaBatch(records, ends, gaps), null);

        // What was read before comes first; a failure that lasts comes again.
        (KafkaBatch, Exception?) Failed(KafkaException error)
        {
            var batch = new KafkaBatch(records, ends, gaps);
            return (batch, batch.IsEmpty ? _errors.Of(error.Error, "Reading") : null);
        }
    }

    // By itself the library looks for the leaders of new partitions once a second; asked for all topics, it learns them at once.
    private void AskLeaders()
    {
        if (!_asksLeaders)
        {
            return;
        }

        _asksLeaders = false;
        try
        {
            _admin.GetMetadata(Patience * 5);
        }
        catch (KafkaException)
        {
            // Then it does find them by itself.
        }
    }

    // The place that was asked for is gone: goes on from the earliest that is kept.
    private KafkaGap Resume(TopicPartition partition)
    {
        Offset from;
        var position = _consumer.Position(partition);
        var asked = position.IsSpecial ? _asked.GetValueOrDefault(partition, KafkaOffset.Latest) : position.Value;
        try
        {
            from = _consumer.QueryWatermarkOffsets(partition, _options.RequestTimeout).Low;
        }
        catch (KafkaException)
        {
            from = Offset.Beginning;
        }

        // A partition that ran into this has stopped; seeking would be refused.
        lock (_assigning)
        {
            if (_asked.ContainsKey(partition))
            {
                _consumer.IncrementalUnassign([partition]);
                _consumer.IncrementalAssign([new TopicPartitionOffset(partition, from)]);
            }
        }

        return new KafkaGap(partition.Topic, partition.Partition.Value, asked, from.Value);
    }

    private static long Milliseconds(Timestamp timestamp) => timestamp.Type == TimestampType.NotAvailable ? -1 : timestamp.UnixTimestampMs;
}
