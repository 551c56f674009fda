namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>
    /// Sorts the rows by one or more columns, smallest first. Rows with equal keys keep their order. NaN comes after all numbers, nulls
    /// come last; see <see cref="SortKey"/>.
    /// </summary>
    /// <param name="keys">Column names, or <see cref="SortKey"/> for other directions, most important first.</param>
    /// <exception cref="DataFrameException">There is no such column, or its values have no order.</exception>
    /// <example><code>frame.OrderBy("sample", SortKey.Descending("signal"))</code></example>
    public DataFrame OrderBy(params ReadOnlySpan<SortKey> keys)
    {
        var rows = RowIndex.All(RowCount);
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            rows = Columns[keys[i].Column].Order(rows, keys[i]);
        }

        return TakeRows(rows);
    }

    /// <summary>Sorts the rows by one or more columns, largest first. Equal rows keep their order; NaN and then nulls come last.</summary>
    /// <param name="columns">Column names, most important first.</param>
    /// <exception cref="DataFrameException">There is no such column, or its values have no order.</exception>
    public DataFrame OrderByDescending(params ReadOnlySpan<string> columns)
    {
        var keys = new SortKey[columns.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = SortKey.Descending(columns[i]);
        }

        return OrderBy(keys);
    }
}
