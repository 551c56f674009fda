using System.Buffers.Binary;

namespace LabSdk.Simulation.Cxl;

/// <summary>One event log: records in order, and what was lost when it was full.</summary>
internal sealed class EventLog(int capacity, DeviceClock clock)
{
    public const int RecordSize = 128;

    private const int HandleOffset = 20, TimestampOffset = 24;

    private readonly Queue<byte[]> _records = new();
    private ushort _lastHandle;

    public int Capacity => capacity;

    public int Count => _records.Count;

    public IEnumerable<byte[]> Records => _records;

    public bool HasOverflowed { get; private set; }

    /// <summary>Records that found no room; stays at its largest value.</summary>
    public ushort Lost { get; private set; }

    public ulong FirstLost { get; private set; }

    public ulong LastLost { get; private set; }

    /// <summary>Adds a record with the next handle and the device's time; counts it as lost when the log is full.</summary>
    public void Add(byte[] record)
    {
        if (_records.Count >= capacity)
        {
            FirstLost = HasOverflowed ? FirstLost : clock.Now;
            (HasOverflowed, LastLost, Lost) = (true, clock.Now, Lost == ushort.MaxValue ? Lost : (ushort)(Lost + 1));
            return;
        }

        // Handles are unique in the log and never 0.
        _lastHandle = _lastHandle == ushort.MaxValue ? (ushort)1 : (ushort)(_lastHandle + 1);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(HandleOffset), _lastHandle);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(TimestampOffset), clock.Now);
        _records.Enqueue(record);
    }

    /// <summary>Clears the oldest records; false, and clears nothing, when the handles are not theirs in order.</summary>
    public bool TryClear(IReadOnlyList<ushort> handles)
    {
        if (handles.Count > _records.Count || !_records.Take(handles.Count).Select(Handle).SequenceEqual(handles))
        {
            return false;
        }

        for (var cleared = 0; cleared < handles.Count; cleared++)
        {
            _records.Dequeue();
        }

        if (handles.Count > 0)
        {
            ForgetOverflow();
        }

        return true;
    }

    public void Clear()
    {
        _records.Clear();
        ForgetOverflow();
    }

    private static ushort Handle(byte[] record) => BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(HandleOffset));

    private void ForgetOverflow() => (HasOverflowed, Lost, FirstLost, LastLost) = (false, 0, 0, 0);
}
