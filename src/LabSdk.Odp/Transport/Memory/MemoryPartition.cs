namespace LabSdk.Odp.Transport;

/// <summary>One partition in memory. Guarded by the lock of its broker.</summary>
internal sealed class MemoryPartition
{
    private readonly List<KafkaRecord> _records = [];
    private int _gone;

    public long Low { get; private set; }

    public long High { get; private set; }

    public void Add(KafkaRecord record)
    {
        _records.Add(record);
        High++;
    }

    public KafkaRecord this[long offset] => _records[(int)(offset - Low) + _gone];

    /// <summary>The first record that is not older than a time; null for none.</summary>
    public long? FirstSince(long timestampMs)
    {
        var index = _records.FindIndex(_gone, record => record.TimestampMs >= timestampMs);
        return index < 0 ? null : _records[index].Offset;
    }

    /// <summary>Drops records and tells how many.</summary>
    public long DropBefore(long offset)
    {
        var count = (int)Math.Clamp(offset - Low, 0, High - Low);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_records).Slice(_gone, count).Clear();
        Low += count;
        _gone += count;
        if (_gone > 1024 && _gone > _records.Count / 2)
        {
            _records.RemoveRange(0, _gone);
            _gone = 0;
        }

        return count;
    }
}
