using System.Buffers;

namespace LabSdk.Display;

/// <summary>What of a table is shown, and how each column is aligned and formatted: the same for HTML and text.</summary>
internal sealed class TableLayout
{
    private TableLayout(int head, int tail, ColumnFormat?[] formats, Align[] aligns)
    {
        Head = head;
        Tail = tail;
        Formats = formats;
        Aligns = aligns;
    }

    /// <summary>Rows shown at the start.</summary>
    public int Head { get; }

    /// <summary>Rows shown at the end.</summary>
    public int Tail { get; }

    public ColumnFormat?[] Formats { get; }

    public Align[] Aligns { get; }

    public static TableLayout Of(TableModel table, int endRows = TableModel.EndRows)
    {
        var all = table.RowCount <= 2 * endRows;
        var head = all ? table.RowCount : endRows;
        var tail = all ? 0 : endRows;
        var formats = new ColumnFormat?[table.VisibleColumns];
        var aligns = new Align[table.VisibleColumns];
        var values = ArrayPool<double>.Shared.Rent(2 * endRows);
        for (var column = 0; column < table.VisibleColumns; column++)
        {
            Examine(table, column, head, tail, values, out formats[column], out aligns[column]);
        }

        ArrayPool<double>.Shared.Return(values);
        return new TableLayout(head, tail, formats, aligns);
    }

    private static void Examine(TableModel table, int column, int head, int tail, double[] values, out ColumnFormat? format, out Align align)
    {
        var count = 0;
        bool numeric = false, other = false;
        for (var i = 0; i < head + tail; i++)
        {
            var cell = table[i < head ? i : table.RowCount - head - tail + i, column];
            if (cell.Kind == CellKind.Number)
            {
                values[count++] = cell.Value;
            }

            numeric |= cell.IsNumeric;
            other |= !cell.IsNumeric && cell.Kind != CellKind.Null;
        }

        var asked = table.Columns[column];
        align = asked.Align != Align.Auto ? asked.Align : numeric && !other ? Align.Right : Align.Left;
        format = count > 0 && asked.Format is null ? ColumnFormat.Choose(values.AsSpan(0, count)) : null;
    }
}
