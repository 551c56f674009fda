namespace LabSdk.Simulation.Odp;

/// <summary>One partition: an append-only row of batches, in memory or in a folder. Thread-safe.</summary>
internal sealed partial class PartitionLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LogSegment> _segments = [];
    private readonly HashSet<FetchWaiter> _waiters = [];
    private readonly ProducerStates _producers = new();
    private readonly LogCounters _counters;
    private readonly string? _folder;
    private readonly long _retention;
    private readonly int _segmentLimit;
    private long _start, _end, _bytes;
    private bool _isClosed;

    /// <param name="folder">Where its files are; null to keep it in memory.</param>
    /// <param name="retentionBytes">Beyond this the oldest segments are dropped.</param>
    /// <param name="counters">What the whole broker counts.</param>
    public PartitionLog(string? folder, long retentionBytes, LogCounters counters)
    {
        (_folder, _retention, _counters) = (folder, retentionBytes, counters);

        // A partition keeps at least its newest segment, so that a small limit needs small segments.
        _segmentLimit = (int)Math.Clamp(retentionBytes / 8, 4096, folder is null ? MemorySegment.Limit : FileSegment.Limit);
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            Recover(folder);
        }
    }

    public long Bytes => Interlocked.Read(ref _bytes);

    public long HighestProducerId
    {
        get
        {
            lock (_gate)
            {
                return _producers.HighestId;
            }
        }
    }

    /// <summary>The oldest offset that is kept, and the one that the next record gets.</summary>
    public (long Low, long High) Watermarks
    {
        get
        {
            lock (_gate)
            {
                return (_start, _end);
            }
        }
    }

    /// <summary>Appends one or more batches, all or none of each. Their bytes are changed: they get their offsets.</summary>
    public AppendResult Append(Span<byte> bytes, int maxBatchBytes)
    {
        var first = -1L;
        lock (_gate)
        {
            if (_isClosed)
            {
                return AppendResult.Failed(KafkaErrorCode.UnknownTopicOrPartition);
            }

            do
            {
                var error = RecordBatch.Check(bytes, out var batch);
                if (error == KafkaErrorCode.None && batch.Size > maxBatchBytes)
                {
                    error = KafkaErrorCode.MessageTooLarge;
                }

                var offset = _end;
                if (error == KafkaErrorCode.None)
                {
                    error = _producers.Check(batch, out var storedAt);
                    if (error == KafkaErrorCode.DuplicateSequenceNumber && storedAt >= 0)
                    {
                        (error, offset) = (KafkaErrorCode.None, storedAt);
                    }
                    else if (error == KafkaErrorCode.None)
                    {
                        Store(bytes[..batch.Size], batch);
                    }
                }

                if (error != KafkaErrorCode.None)
                {
                    return AppendResult.Failed(error);
                }

                first = first < 0 ? offset : first;
                bytes = bytes[batch.Size..];
            }
            while (!bytes.IsEmpty);

            Wake();
            return new AppendResult(KafkaErrorCode.None, first, _start);
        }
    }

    /// <summary>Adds stored batches, from the one that holds an offset on, to a list.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="maxBytes">Where to end; at the whole batch before it.</param>
    /// <param name="atLeastOne">True to give one batch even when it is bigger.</param>
    /// <param name="into">Gets the pieces.</param>
    public ReadResult Read(long offset, int maxBytes, bool atLeastOne, List<ReadOnlyMemory<byte>> into)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return ReadResult.Failed(KafkaErrorCode.UnknownTopicOrPartition);
            }

            if (offset < _start || offset > _end)
            {
                return new ReadResult(KafkaErrorCode.OffsetOutOfRange, _end, _start, 0);
            }

            var total = 0;
            for (var number = SegmentOf(offset); number >= 0 && number < _segments.Count; number++)
            {
                var segment = _segments[number];
                var (from, to) = (segment.IndexOf(offset), 0);
                var size = 0;
                for (to = from; to < segment.Batches.Count && (total + (long)size + segment.Batches[to].Size <= maxBytes || (atLeastOne && total + size == 0)); to++)
                {
                    size += segment.Batches[to].Size;
                }

                if (size > 0)
                {
                    into.Add(segment.Read(segment.Batches[from].Position, size));
                    total += size;
                }

                if (to < segment.Batches.Count)
                {
                    break;
                }
            }

            return new ReadResult(KafkaErrorCode.None, _end, _start, total);
        }
    }

    /// <summary>The first record that is not older than a time in milliseconds since 1970, or null.</summary>
    public (long Timestamp, long Offset)? FirstSince(long timestamp)
    {
        lock (_gate)
        {
            foreach (var segment in _segments.Where(each => each.MaxTimestamp >= timestamp))
            {
                foreach (var stored in segment.Batches)
                {
                    if (stored.MaxTimestamp >= timestamp && stored.End > _start)
                    {
                        var bytes = segment.Read(stored.Position, stored.Size);
                        RecordBatch.Read(bytes.Span, out var header);
                        if (RecordFrames.FirstSince(bytes.Span, header, stored.BaseOffset, timestamp) is { } found)
                        {
                            return found with { Offset = Math.Max(found.Offset, _start) };
                        }
                    }
                }
            }

            return null;
        }
    }

    /// <summary>Forgets all records before an offset; -1 for all there are.</summary>
    public (KafkaErrorCode Error, long Start) DeleteBefore(long offset)
    {
        lock (_gate)
        {
            var target = offset == -1 ? _end : offset;
            if (target < 0 || target > _end)
            {
                return (KafkaErrorCode.OffsetOutOfRange, -1);
            }

            _start = Math.Max(_start, target);
            while (_segments.Count > 0 && _segments[0].End <= _start && _segments[0].Size > 0)
            {
                _counters.Removed(RemoveOldest());
            }

            if (_segments.Count == 0 && _folder is not null)
            {
                // Its name remembers how far the partition had come.
                _segments.Add(FileSegment.Create(_folder, _end));
            }

            return (KafkaErrorCode.None, _start);
        }
    }

    /// <summary>Drops the oldest segment, if there is one besides the newest. Answers whether something was dropped.</summary>
    public bool DropOldest()
    {
        lock (_gate)
        {
            return TryDropOldest();
        }
    }

    public void Register(FetchWaiter waiter)
    {
        lock (_gate)
        {
            _waiters.Add(waiter);
        }
    }

    public void Unregister(FetchWaiter waiter)
    {
        lock (_gate)
        {
            _waiters.Remove(waiter);
        }
    }

    /// <summary>Closes it and keeps its files.</summary>
    public void Dispose() => Close(segment => segment.Dispose());

    /// <summary>Closes it and removes its files.</summary>
    public void Delete()
    {
        Close(segment => segment.Delete());
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
