namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>Removes rows with nulls. NaN is a value: turn it into null first with <see cref="NaNToNull"/> to remove it too.</summary>
    /// <param name="options">Remove a row for any null, the default, or only when all its cells are null.</param>
    /// <param name="columns">The columns looked at; none for all.</param>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    public DataFrame DropNulls(DropNullOptions options = DropNullOptions.Any, params ReadOnlySpan<string> columns)
    {
        var looked = columns.IsEmpty ? this : Select(columns);
        var any = options == DropNullOptions.Any;
        if (looked.Columns.Count == 0 || (any && looked.Columns.All(column => column.NullCount == 0)))
        {
            return this;
        }

        var nulls = new int[RowCount];
        foreach (var column in looked.Columns.Where(column => column.NullCount > 0))
        {
            for (var row = 0; row < nulls.Length; row++)
            {
                nulls[row] += column.IsNull(row) ? 1 : 0;
            }
        }

        var enough = any ? 1 : looked.ColumnCount;
        return TakeMasked(Array.ConvertAll(nulls, count => count < enough));
    }

    /// <summary>Puts a value in the place of nulls. Nothing else changes; NaN stays.</summary>
    /// <param name="value">The value.</param>
    /// <param name="columns">The columns; none for all columns whose kind takes the value.</param>
    /// <exception cref="DataFrameException">There is no such column, or a named column cannot hold the value.</exception>
    public DataFrame FillNulls(DataValue value, params ReadOnlySpan<string> columns)
    {
        var named = new HashSet<int>();
        foreach (var name in columns)
        {
            named.Add(Columns.Require(name));
        }

        var all = named.Count == 0;
        return WithColumns(Columns.Select((column, index) =>
        {
            if ((!all && !named.Contains(index)) || (column.NullCount == 0 && all))
            {
                return column;
            }

            return column.FillNulls(value) ?? (all ? column : throw FrameErrors.ValueDoesNotFit(column, value));
        }));
    }

    /// <summary>Turns NaN into null: such readings are then left out by statistics instead of spoiling them.</summary>
    /// <param name="columns">The columns; none for all floating point columns.</param>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    public DataFrame NaNToNull(params ReadOnlySpan<string> columns)
    {
        var named = new HashSet<int>();
        foreach (var name in columns)
        {
            named.Add(Columns.Require(name));
        }

        return WithColumns(Columns.Select((column, index) => named.Count == 0 || named.Contains(index) ? column.NaNToNull() : column));
    }
}
