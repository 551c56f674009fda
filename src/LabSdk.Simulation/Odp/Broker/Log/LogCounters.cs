namespace LabSdk.Simulation.Odp;

/// <summary>What all partitions of a broker count together. Thread-safe.</summary>
internal sealed class LogCounters
{
    private long _bytes, _droppedBytes, _droppedRecords, _cutBytes, _appendedBytes, _appendedRecords;

    public long Bytes => Interlocked.Read(ref _bytes);

    public long AppendedBytes => Interlocked.Read(ref _appendedBytes);

    public long AppendedRecords => Interlocked.Read(ref _appendedRecords);

    public long DroppedBytes => Interlocked.Read(ref _droppedBytes);

    public long DroppedRecords => Interlocked.Read(ref _droppedRecords);

    public long CutBytes => Interlocked.Read(ref _cutBytes);

    public void Appended(int bytes, int records)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _appendedBytes, bytes);
        Interlocked.Add(ref _appendedRecords, records);
    }

    public void Recovered(long bytes, long cut)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _cutBytes, cut);
    }

    /// <summary>Kept bytes are gone because somebody deleted them.</summary>
    public void Removed(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    /// <summary>Kept bytes are gone because the space is needed.</summary>
    public void Dropped(long bytes, long records)
    {
        Removed(bytes);
        Interlocked.Add(ref _droppedBytes, bytes);
        Interlocked.Add(ref _droppedRecords, records);
    }
}
