namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>Puts frames on top of each other. Columns meet by name; where a frame lacks one, its rows get null there.</summary>
    /// <param name="frames">The frames; the metadata of the first is kept.</param>
    /// <exception cref="DataFrameException">Columns of one name have kinds that do not mix, or different units.</exception>
    public static DataFrame Concat(params IEnumerable<DataFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var all = frames.Where(frame => frame.ColumnCount > 0).ToArray();
        if (all.Length == 0)
        {
            return Empty;
        }

        var models = all.SelectMany(frame => frame.Columns).DistinctBy(column => column.Name, StringComparer.Ordinal);
        return new DataFrame(models.Select(model => Stacking.Stack(Array.ConvertAll(all, frame => Part(frame, model)))), all[0].Metadata);
    }

    /// <summary>The frame with one more row: a new frame, so this copies. While an experiment runs use <see cref="DataFrameBuilder"/>.</summary>
    /// <param name="values">One value per column, null where nothing was measured.</param>
    /// <exception cref="DataFrameException">The number of values or a kind does not fit.</exception>
    public DataFrame Append(params ReadOnlySpan<DataValue> values)
    {
        var row = new DataFrameBuilder();
        foreach (var column in Columns)
        {
            row.AddColumn(column.ElementType, column.Info);
        }

        row.Append(values);
        return Concat(this, row.Snapshot()).WithMetadata(Metadata);
    }

    /// <summary>
    /// Turns columns into rows: each value column gives one row per row of the frame, with its name and its value. All rows of the first
    /// value column come first.
    /// </summary>
    /// <param name="idColumns">Columns repeated with each value.</param>
    /// <param name="valueColumns">Columns to turn into rows; null for all others.</param>
    /// <param name="variableName">The name of the column that holds the names.</param>
    /// <param name="valueName">The name of the column that holds the values.</param>
    /// <param name="dropNulls">True to leave out null values.</param>
    /// <exception cref="DataFrameException">There is no such column, names clash, or the values have kinds or units that do not mix.</exception>
    public DataFrame Melt(
        string[] idColumns, string[]? valueColumns = null, string variableName = "variable", string valueName = "value", bool dropNulls = false)
    {
        ArgumentNullException.ThrowIfNull(idColumns);
        var ids = Select(idColumns);
        var values = valueColumns is null ? Drop(idColumns) : Select(valueColumns);
        var times = values.ColumnCount;
        var result = ids.Columns.Select(column => Stacking.Stack([.. Enumerable.Repeat(column, times), column.Slice(0, 0)])).ToList();
        var names = values.Columns.SelectMany(column => Enumerable.Repeat(column.Name, RowCount));
        result.Add(DataColumn.Create(variableName, names));
        result.Add(times == 0
            ? new DataColumn<double>(new ColumnInfo(valueName), [])
            : Stacking.Stack([.. values.Columns]).With(new ColumnInfo(valueName) { Unit = values.Columns.Select(c => c.Unit).FirstOrDefault(u => u is not null) }));
        var melted = WithColumns(result);
        return dropNulls ? melted.DropNulls(DropNullOptions.Any, valueName) : melted;
    }

    private static DataColumn Part(DataFrame frame, DataColumn model) =>
        frame.Columns.TryGet(model.Name, out var column) ? column : model.Nulls(frame.RowCount);
}
