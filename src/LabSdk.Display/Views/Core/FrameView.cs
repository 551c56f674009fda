using LabSdk.Data;

namespace LabSdk.Display;

/// <summary>A data frame as a table.</summary>
internal static class FrameView
{
    public static TableModel Of(DataFrame frame)
    {
        var columns = frame.Columns.ToArray();
        var cells = Array.ConvertAll(columns, Reader);
        return new TableModel(
            Array.ConvertAll(columns, column => new TableColumn(column.Name, column.Unit)),
            frame.RowCount,
            (row, column) => cells[column](row));
    }

    private static Func<int, Cell> Reader(DataColumn column) => column switch
    {
        // The usual case without the detour over a boxed value.
        DataColumn<double> numbers => row => numbers.TryGet(row, out var value) ? Cell.Number(value) : Cell.Null,
        DataColumn<string> texts => row => texts.TryGet(row, out var value) ? Cell.Text(value) : Cell.Null,
        _ => row => Convert(column[row]),
    };

    private static Cell Convert(DataValue value) => value.Kind switch
    {
        ValueKind.Null => Cell.Null,
        ValueKind.Double or ValueKind.Float => Cell.Number(value.AsDouble()),
        ValueKind.Int or ValueKind.Long => Cell.Integer((long)value),
        ValueKind.Bool => Cell.Truth((bool)value),
        ValueKind.DateTimeOffset => Cell.Time((DateTimeOffset)value),
        _ => Cell.Text(value.ToString()),
    };
}
