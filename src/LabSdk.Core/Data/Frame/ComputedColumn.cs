namespace LabSdk.Data;

/// <summary>Makes a column from a function of the row.</summary>
internal static class ComputedColumn
{
    public static DataColumn Create<T>(DataFrame frame, ColumnInfo info, Func<DataRow, T> compute)
    {
        if (Element.Find(typeof(T)) != ValueKind.Null && typeof(T).IsValueType)
        {
            var values = new T[frame.RowCount];
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = compute(new DataRow(frame, row));
            }

            return new DataColumn<T>(info, values);
        }

        var cells = new DataValue[frame.RowCount];
        for (var row = 0; row < cells.Length; row++)
        {
            cells[row] = DataValue.From(compute(new DataRow(frame, row)));
        }

        return Build(info, cells, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
    }

    /// <summary>The narrowest column that takes all cells.</summary>
    public static DataColumn FromCells(ColumnInfo info, DataValue[] cells) => Build(info, cells, typeof(DataValue));

    private static DataColumn Build(ColumnInfo info, DataValue[] cells, Type declared)
    {
        var type = Element.Find(declared) != ValueKind.Null ? declared : ValueTypes.Common(info.Name, cells);
        var builder = ColumnBuilder.For(type, info);
        foreach (var cell in cells)
        {
            if (!builder.TryAdd(cell))
            {
                throw FrameErrors.ValueDoesNotFit(info.Name, type, cell);
            }
        }

        return builder.Snapshot(builder.Count);
    }
}
