using System.Buffers;
using System.Runtime.CompilerServices;

namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>The rows whose mask is true.</summary>
    /// <param name="mask">One flag per row.</param>
    /// <exception cref="DataFrameException">The mask has another length.</exception>
    /// <example><code>frame.Filter(frame["x"] > 3)</code></example>
    public DataFrame Filter(ReadOnlySpan<bool> mask) => mask.Length == RowCount
        ? TakeMasked(mask)
        : throw FrameErrors.MaskLength(mask.Length, RowCount);

    /// <summary>The rows at these positions, in this order; a position may be given more than once.</summary>
    /// <param name="rows">Positions from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public DataFrame Filter(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)RowCount)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"The frame has rows 0 to {RowCount - 1}.");
            }
        }

        return TakeRows(rows.ToArray());
    }

    /// <summary>The rows whose flag in a bool column is true; null counts as false.</summary>
    /// <param name="mask">A bool column of the same length.</param>
    /// <exception cref="DataFrameException">The column is not bool or has another length.</exception>
    public DataFrame Filter(DataColumn mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var flags = mask as DataColumn<bool> ?? throw FrameErrors.WrongColumnType(mask, typeof(bool));
        return Filter(flags.Values);
    }

    /// <summary>The rows for which a condition holds; the same as <see cref="Where(Func{DataRow, bool})"/>.</summary>
    /// <param name="condition">Looks at a row.</param>
    public DataFrame Filter(Func<DataRow, bool> condition) => Where(condition);

    /// <summary>
    /// The rows for which a condition holds. Comparisons with a null or NaN cell are false, <c>== null</c> finds nulls; see
    /// <see cref="DataValue"/>. For large frames <see cref="Where{T}(string, Func{T, bool})"/> is faster.
    /// </summary>
    /// <param name="condition">Looks at a row.</param>
    /// <example><code>frame.Where(r => r["x"] > 3 &amp;&amp; r["label"] != "dark")</code></example>
    public DataFrame Where(Func<DataRow, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var rows = ArrayPool<int>.Shared.Rent(RowCount + 1);
        try
        {
            var count = 0;
            for (var row = 0; row < RowCount; row++)
            {
                rows[count] = row;
                count += condition(new DataRow(this, row)) ? 1 : 0;
            }

            return TakeRows(rows.AsMemory(0, count));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
        }
    }

    /// <summary>The rows whose value in one column meets a condition; null cells never do.</summary>
    /// <typeparam name="T">The element type of the column.</typeparam>
    /// <param name="column">The name.</param>
    /// <param name="condition">Looks at a value.</param>
    /// <exception cref="DataFrameException">There is no such column, or it holds another type.</exception>
    /// <example><code>frame.Where("x", (double x) => x > 3)</code></example>
    public DataFrame Where<T>(string column, Func<T, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var typed = Column<T>(column);
        var rows = ArrayPool<int>.Shared.Rent(RowCount + 1);
        try
        {
            return TakeRows(rows.AsMemory(0, RowIndex.Where(typed, condition, rows)));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private DataFrame TakeMasked(ReadOnlySpan<bool> mask)
    {
        // Branch-free: the flags of measured data are as good as random.
        var rows = ArrayPool<int>.Shared.Rent(RowCount + 1);
        try
        {
            var count = 0;
            for (var row = 0; row < mask.Length; row++)
            {
                rows[count] = row;
                count += mask[row] ? 1 : 0;
            }

            return TakeRows(rows.AsMemory(0, count));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
        }
    }
}
