namespace LabSdk.Data;

/// <summary>
/// Grows a column; one writer. Rows below a count that was published by a volatile write stay as they are, in every array this
/// builder ever hands out, so a reader that has read that count sees them without a lock.
/// </summary>
internal abstract class ColumnBuilder(ColumnInfo info)
{
    private const int FirstCapacity = 64;

    private ulong[]? _recorded;

    public ColumnInfo Info { get; } = info;

    public abstract Type ElementType { get; }

    public int Count { get; private set; }

    protected abstract int Capacity { get; }

    protected ulong[]? Recorded => Volatile.Read(ref _recorded);

    public static ColumnBuilder For(Type type, ColumnInfo info) => (ColumnBuilder)Activator.CreateInstance(
        typeof(ColumnBuilder<>).MakeGenericType(type), info)!;

    public void AddNull()
    {
        Reserve();
        AddNullSlot(Count);
        // A fresh bitmap has ones for the rows before; its word is complete before the reference is published.
        var recorded = _recorded ?? Bits.Create(Capacity, false);
        if (_recorded is null)
        {
            for (var i = 0; i < Count; i++)
            {
                Bits.Set(recorded, i);
            }

            Volatile.Write(ref _recorded, recorded);
        }

        Count++;
    }

    /// <summary>Adds a cell, or returns false when its kind does not fit.</summary>
    public abstract bool TryAdd(DataValue value);

    /// <summary>The first <paramref name="count"/> rows; they must have been published.</summary>
    public abstract DataColumn Snapshot(int count);

    /// <summary>Forgets the last rows, which must not have been published.</summary>
    public void Truncate(int count)
    {
        for (var i = count; i < Count && _recorded is not null; i++)
        {
            Bits.Clear(_recorded, i);
        }

        Count = count;
    }

    protected abstract void AddNullSlot(int index);

    protected abstract void Grow(int capacity);

    protected void Reserve()
    {
        if (Count < Capacity)
        {
            return;
        }

        var capacity = Capacity == 0 ? FirstCapacity : (int)Math.Min(Array.MaxLength, 2L * Capacity);
        Grow(capacity);
        if (_recorded is not null)
        {
            var wider = new ulong[Bits.WordsFor(capacity)];
            _recorded.CopyTo(wider, 0);
            Volatile.Write(ref _recorded, wider);
        }
    }

    protected void Recognise()
    {
        if (_recorded is not null)
        {
            Bits.Set(_recorded, Count);
        }

        Count++;
    }
}
