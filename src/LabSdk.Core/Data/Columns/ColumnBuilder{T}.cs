namespace LabSdk.Data;

/// <inheritdoc cref="ColumnBuilder"/>
internal sealed class ColumnBuilder<T>(ColumnInfo info) : ColumnBuilder(info)
{
    private T[] _values = [];

    public override Type ElementType => typeof(T);

    protected override int Capacity => _values.Length;

    public void Add(T value)
    {
        CheckShape(value);
        Reserve();
        _values[Count] = value;
        Recognise();
    }

    public override bool TryAdd(DataValue value)
    {
        if (value.IsNull)
        {
            AddNull();
            return true;
        }

        if (!DataValueReader<T>.TryRead(value, out var typed))
        {
            return false;
        }

        Add(typed);
        return true;
    }

    public override DataColumn Snapshot(int count) => Build(count);

    public DataColumn<T> Build() => Build(Count);

    protected override void AddNullSlot(int index) => _values[index] = Element<T>.NullSlot;

    protected override void Grow(int capacity)
    {
        var wider = new T[capacity];
        Array.Copy(_values, wider, Count);
        Volatile.Write(ref _values, wider);
    }

    private DataColumn<T> Build(int count) => new(Info, Volatile.Read(ref _values), Recorded, 0, count);

    private void CheckShape(T value)
    {
        if (Info.Shape is { } shape && value is Array array && array.Length != shape.Aggregate(1L, (size, next) => size * next))
        {
            throw FrameErrors.ArrayShape(Info.Name, array.Length, shape);
        }
    }
}
