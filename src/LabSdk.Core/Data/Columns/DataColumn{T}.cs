using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>A column of one element type with direct access to its values. Immutable and safe to read from any thread.</summary>
/// <typeparam name="T">
/// double, float, int, long, bool, string, DateTimeOffset, TimeSpan, or a one-dimensional array of numbers.
/// </typeparam>
public sealed partial class DataColumn<T> : DataColumn
{
    private readonly T[] _values;
    private readonly ulong[]? _recorded;
    private readonly int _offset;

    /// <summary>Takes over <paramref name="values"/> without copying; the caller must not change them afterwards.</summary>
    internal DataColumn(ColumnInfo info, T[] values, ulong[]? recorded, int offset, int count)
        : base(info)
    {
        _ = Element<T>.Kind;
        _values = values;
        _recorded = recorded;
        _offset = offset;
        Count = count;
    }

    internal DataColumn(ColumnInfo info, T[] values, ulong[]? recorded = null)
        : this(info, values, recorded, 0, values.Length)
    {
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override Type ElementType => typeof(T);

    /// <inheritdoc/>
    public override ValueKind Kind => Element<T>.Kind;

    /// <summary>The values without copying. Where a cell is null the slot holds NaN (floating point) or the default of the type.</summary>
    public ReadOnlySpan<T> Values => new(_values, _offset, Count);

    /// <inheritdoc/>
    public override DataValue this[int row] => IsNull(row) ? DataValue.Null : Element<T>.ToValue(_values[_offset + row]);

    /// <inheritdoc/>
    public override bool IsNull(int row)
    {
        if ((uint)row >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"Column '{Name}' has rows 0 to {Count - 1}.");
        }

        return !IsRecorded(row);
    }

    /// <summary>The value of a row.</summary>
    /// <param name="row">From 0.</param>
    /// <exception cref="DataFrameException">The cell is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public T Get(int row) => IsNull(row) ? throw FrameErrors.MissingValue(typeof(T)) : _values[_offset + row];

    /// <summary>The value of a row, when there is one.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="value">The value; the null slot (NaN or default) when the cell is null.</param>
    /// <returns>False when the cell is null.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool TryGet(int row, [MaybeNullWhen(false)] out T value)
    {
        var recorded = !IsNull(row);
        value = _values[_offset + row];
        return recorded;
    }

    /// <summary>A copy of the values; null cells hold NaN (floating point) or the default of the type.</summary>
    public T[] ToArray() => Values.ToArray();

    /// <inheritdoc/>
    public override DataColumn With(ColumnInfo info) => new DataColumn<T>(info, _values, _recorded, _offset, Count);

    /// <inheritdoc/>
    public override double[] ToDoubles()
    {
        RequireNumeric("ToDoubles");
        var result = new double[Count];
        var values = Values;
        for (var row = 0; row < result.Length; row++)
        {
            result[row] = Element<T>.ToDouble(values[row]);
        }

        if (_recorded is not null)
        {
            for (var row = 0; row < result.Length; row++)
            {
                result[row] = IsRecorded(row) ? result[row] : double.NaN;
            }
        }

        return result;
    }

    /// <summary>True when the row holds a value; the row must exist.</summary>
    internal bool IsRecorded(int row) => _recorded is null || Bits.Get(_recorded, _offset + row);

    internal override DataColumn Slice(int start, int count) => new DataColumn<T>(Info, _values, _recorded, _offset + start, count);

    internal override int[] Order(int[] rows, SortKey key) => SortOrder.Of(this, rows, key);

    internal override RowCodes Factorize() => Factorizer.Of(this);

    internal override DataColumn PickRows(RowCodes codes, AggregateKind kind) => TakeOrNull(GroupPicks.Rows(this, codes, kind));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override DataColumn Take(ReadOnlySpan<int> rows)
    {
        if (NullCount > 0)
        {
            return TakeOrNull(rows);
        }

        var source = Values;
        var values = GC.AllocateUninitializedArray<T>(rows.Length);
        for (var i = 0; i < values.Length && i < rows.Length; i++)
        {
            values[i] = source[rows[i]];
        }

        return new DataColumn<T>(Info, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override DataColumn TakeOrNull(ReadOnlySpan<int> rows)
    {
        var source = Values;
        var values = new T[rows.Length];
        ulong[]? recorded = null;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (row >= 0 && IsRecorded(row))
            {
                values[i] = source[row];
                continue;
            }

            recorded ??= Bits.Create(rows.Length, true);
            Bits.Clear(recorded, i);
            values[i] = Element<T>.NullSlot;
        }

        return new DataColumn<T>(Info, values, recorded);
    }

    private protected override int CountNulls() => _recorded is null ? 0 : Count - Bits.Count(_recorded, _offset, Count);

    private protected override ReadOnlyMemory<double> NonNullDoubles()
    {
        if (typeof(T) == typeof(double) && NullCount == 0)
        {
            return new ReadOnlyMemory<double>((double[])(object)_values, _offset, Count);
        }

        var values = Values;
        var result = new double[Count - NullCount];
        var next = 0;
        for (var row = 0; row < values.Length; row++)
        {
            if (IsRecorded(row))
            {
                result[next++] = Element<T>.ToDouble(values[row]);
            }
        }

        return result;
    }
}
