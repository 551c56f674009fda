namespace LabSdk.Simulation.Odp;

internal sealed partial class PartitionLog
{
    // The lock is held in all of these.
    private void Store(Span<byte> bytes, in RecordBatch batch)
    {
        if (_segments.Count == 0 || (_segments[^1].Size > 0 && _segments[^1].Size + (long)bytes.Length > _segmentLimit))
        {
            _segments.Add(_folder is null ? new MemorySegment(_end) : FileSegment.Create(_folder, _end));
        }

        RecordBatch.Place(bytes, _end);
        _segments[^1].Append(bytes, batch, _end);
        _producers.Add(batch, _end);
        _end += batch.LastOffsetDelta + 1;
        Interlocked.Add(ref _bytes, bytes.Length);
        _counters.Appended(bytes.Length, batch.Count);
        while (_bytes > _retention && TryDropOldest())
        {
        }
    }

    private bool TryDropOldest()
    {
        if (_segments.Count < 2)
        {
            return false;
        }

        var (from, to) = (_start, _segments[1].BaseOffset);
        _counters.Dropped(RemoveOldest(), Math.Max(0, to - from));
        _start = Math.Max(_start, to);
        return true;
    }

    private int RemoveOldest()
    {
        var oldest = _segments[0];
        _segments.RemoveAt(0);
        Interlocked.Add(ref _bytes, -oldest.Size);
        oldest.Delete();
        return oldest.Size;
    }

    // The last segment that begins at or before an offset; -1 when there is none.
    private int SegmentOf(long offset)
    {
        var number = _segments.Count - 1;
        while (number > 0 && _segments[number].BaseOffset > offset)
        {
            number--;
        }

        return number;
    }

    private void Wake()
    {
        foreach (var waiter in _waiters)
        {
            waiter.Signal();
        }
    }

    private void Close(Action<LogSegment> close)
    {
        lock (_gate)
        {
            _isClosed = true;
            _counters.Removed(_bytes);
            foreach (var segment in _segments)
            {
                close(segment);
            }

            _segments.Clear();
            Interlocked.Exchange(ref _bytes, 0);
            Wake();
        }
    }

    private void Recover(string folder)
    {
        var files = FileSegment.Find(folder).ToArray();
        for (var index = 0; index < files.Length; index++)
        {
            var (path, baseOffset) = files[index];
            var segment = FileSegment.Open(path, baseOffset, index == files.Length - 1, batch => _producers.Add(batch, batch.BaseOffset), out var cut);
            _segments.Add(segment);
            _counters.Recovered(segment.Size, cut);
            _bytes += segment.Size;
        }

        // An empty newest segment still tells where the partition had come to.
        (_start, _end) = _segments.Count > 0 ? (_segments[0].BaseOffset, _segments[^1].End) : (0, 0);
    }
}
