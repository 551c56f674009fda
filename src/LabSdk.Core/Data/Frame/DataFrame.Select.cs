namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>The first rows.</summary>
    /// <param name="count">How many; 5 by default. All when the frame has fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public DataFrame Head(int count = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Slice(0, Math.Min(count, RowCount));
    }

    /// <summary>The last rows.</summary>
    /// <param name="count">How many; 5 by default. All when the frame has fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public DataFrame Tail(int count = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        count = Math.Min(count, RowCount);
        return Slice(RowCount - count, count);
    }

    /// <summary>A window of rows; nothing is copied.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window does not lie inside the frame.</exception>
    public DataFrame Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, RowCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, RowCount - start);
        return WithColumns(Columns.Select(column => column.Slice(start, count)));
    }

    /// <summary>Rows chosen at random without repetition, in their original order.</summary>
    /// <param name="count">How many; all when the frame has fewer.</param>
    /// <param name="seed">The same seed gives the same rows; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public DataFrame Sample(int count, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        count = Math.Min(count, RowCount);
        var random = new Random(seed);
        var chosen = new int[count];
        var next = 0;
        for (var row = 0; next < count; row++)
        {
            if (random.NextInt64(RowCount - row) < count - next)
            {
                chosen[next++] = row;
            }
        }

        return TakeRows(chosen);
    }

    /// <summary>Only these columns, in this order.</summary>
    /// <param name="columns">The names.</param>
    /// <exception cref="DataFrameException">There is no such column, or a name is given twice.</exception>
    public DataFrame Select(params ReadOnlySpan<string> columns)
    {
        var chosen = new DataColumn[columns.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = Columns[columns[i]];
        }

        return WithColumns(chosen);
    }

    /// <summary>All but these columns.</summary>
    /// <param name="columns">The names.</param>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    public DataFrame Drop(params ReadOnlySpan<string> columns)
    {
        var dropped = new HashSet<int>();
        foreach (var name in columns)
        {
            dropped.Add(Columns.Require(name));
        }

        return WithColumns(Columns.Where((_, index) => !dropped.Contains(index)));
    }

    /// <summary>The same frame with a column renamed.</summary>
    /// <param name="column">The present name.</param>
    /// <param name="newName">The new name.</param>
    /// <exception cref="DataFrameException">There is no such column, or the new name is taken or empty.</exception>
    public DataFrame Rename(string column, string newName)
    {
        var index = Columns.Require(column);
        return WithColumns(Columns.Select((present, i) => i == index ? present.Rename(newName) : present));
    }

    /// <summary>The frame with a column added at the end, or put in the place of the column of the same name.</summary>
    /// <param name="column">The column; as long as the frame (any length when the frame has no columns).</param>
    /// <exception cref="DataFrameException">The length does not fit.</exception>
    public DataFrame With(DataColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var index = Columns.IndexOf(column.Name);
        return WithColumns(index < 0
            ? [.. Columns, column]
            : Columns.Select((present, i) => i == index ? column : present));
    }

    /// <summary>The frame with a column computed from each row, added or put in the place of the column of the same name.</summary>
    /// <typeparam name="T">An element type; use <see cref="DataValue"/> arithmetic with <c>Get&lt;double&gt;</c>, or return a cell as is.</typeparam>
    /// <param name="name">The name of the column.</param>
    /// <param name="compute">Gives the value of a row. A <see cref="DataValue"/> result may be null; the first value decides the kind.</param>
    /// <param name="unit">The unit, or null.</param>
    /// <exception cref="DataFrameException">A frame cannot hold the type, or the cells have different kinds.</exception>
    /// <example><code>frame.With("ratio", r => r["signal"] / r["reference"])</code></example>
    public DataFrame With<T>(string name, Func<DataRow, T> compute, string? unit = null)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return With(ComputedColumn.Create(this, new ColumnInfo(name) { Unit = unit }, compute));
    }

    /// <summary>The same rows with other metadata.</summary>
    /// <param name="metadata">Facts about the whole frame; copied. Null for none.</param>
    public DataFrame WithMetadata(IReadOnlyDictionary<string, object?>? metadata) => new(Columns, metadata);

    /// <summary>
    /// The given rows, which exist. Large frames are gathered by several threads, one column each; below that a busy machine would make
    /// the caller wait longer for a thread than the work takes.
    /// </summary>
    internal DataFrame TakeRows(ReadOnlyMemory<int> rows)
    {
        const long worthThreads = 3_000_000;
        var columns = new DataColumn[ColumnCount];
        if ((long)rows.Length * columns.Length >= worthThreads)
        {
            Parallel.For(0, columns.Length, i => columns[i] = Columns[i].Take(rows.Span));
            return WithColumns(columns);
        }

        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Columns[i].Take(rows.Span);
        }

        return WithColumns(columns);
    }
}
