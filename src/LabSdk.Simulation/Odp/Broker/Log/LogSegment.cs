namespace LabSdk.Simulation.Odp;

/// <summary>A piece of a partition: batches one after the other, and where each begins. Not thread-safe.</summary>
internal abstract class LogSegment(long baseOffset) : IDisposable
{
    private readonly List<StoredBatch> _batches = [];

    public long BaseOffset { get; } = baseOffset;

    public IReadOnlyList<StoredBatch> Batches => _batches;

    public int Size { get; private set; }

    public long End => _batches.Count > 0 ? _batches[^1].End : BaseOffset;

    public long MaxTimestamp { get; private set; } = long.MinValue;

    public void Append(ReadOnlySpan<byte> bytes, in RecordBatch batch, long baseOffset)
    {
        Write(bytes, Size);
        Add(batch, baseOffset);
    }

    /// <summary>The stored bytes. They do not change any more, even when the segment is dropped.</summary>
    public abstract ReadOnlyMemory<byte> Read(int position, int size);

    /// <summary>Removes the segment and what it keeps.</summary>
    public virtual void Delete() => Dispose();

    public virtual void Dispose()
    {
    }

    /// <summary>The index of the batch that holds an offset, or of the first one behind it.</summary>
    public int IndexOf(long offset)
    {
        var (low, high) = (0, _batches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_batches[middle].End <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    protected abstract void Write(ReadOnlySpan<byte> bytes, int position);

    /// <summary>Takes note of a batch that lies at the end.</summary>
    protected void Add(in RecordBatch batch, long baseOffset)
    {
        _batches.Add(new StoredBatch(baseOffset, batch.LastOffsetDelta + 1, Size, batch.Size, batch.MaxTimestamp));
        Size += batch.Size;
        MaxTimestamp = Math.Max(MaxTimestamp, batch.MaxTimestamp);
    }
}
