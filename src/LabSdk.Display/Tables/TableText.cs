using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>Builds the terminal form of a table: box drawing, ten rows at each end.</summary>
internal static class TableText
{
    private const int EndRows = 10;

    // A terminal is 120 columns wide; more than this many columns would be one character each.
    private const int MaxColumns = 12;

    public static IRenderable Build(TableModel table)
    {
        var rows = new List<IRenderable>();
        if (table.Caption is { } caption)
        {
            rows.Add(TextParts.Line(VisibleText.Shorten(caption, Cell.MaxText), TextParts.Strong));
        }

        var layout = TableLayout.Of(table, EndRows);
        var columns = Columns(table, layout);
        if (columns.Length > 0)
        {
            rows.Add(Grid(table, layout, columns));
        }

        if (table.ShowSize || columns.Length < table.Columns.Count)
        {
            var left = table.Columns.Count - columns.Length;
            var more = columns.Length < table.VisibleColumns ? $" ({left} {(left == 1 ? "column" : "columns")} not shown here)" : "";
            rows.Add(TextParts.Line(table.SizeText + more, TextParts.Muted));
        }

        return new Rows(rows);
    }

    // Where all do not fit, those that say nothing go first.
    private static int[] Columns(TableModel table, TableLayout layout)
    {
        var all = Enumerable.Range(0, table.VisibleColumns);
        return [.. (table.VisibleColumns <= MaxColumns ? all : all.Where(column => !IsEmpty(column))).Take(MaxColumns)];

        bool IsEmpty(int column) => Enumerable.Range(0, layout.Head + layout.Tail)
            .All(row => table[row < layout.Head ? row : table.RowCount - layout.Tail - layout.Head + row, column].Kind == CellKind.Null);
    }

    private static Table Grid(TableModel model, TableLayout layout, int[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var i in columns)
        {
            table.AddColumn(new Spectre.Console.TableColumn(TextParts.Line(VisibleText.Shorten(model.Columns[i].Title, 60), TextParts.Strong))
            {
                Alignment = layout.Aligns[i] switch { Align.Right => Justify.Right, Align.Center => Justify.Center, _ => Justify.Left },
            });
        }

        for (var i = 0; i < layout.Head; i++)
        {
            table.AddRow(Row(model, layout, columns, i));
        }

        if (layout.Tail > 0)
        {
            table.AddRow(Enumerable.Repeat<IRenderable>(TextParts.Line("⋯", TextParts.Muted), columns.Length));
            for (var i = model.RowCount - layout.Tail; i < model.RowCount; i++)
            {
                table.AddRow(Row(model, layout, columns, i));
            }
        }

        return table;
    }

    private static IEnumerable<IRenderable> Row(TableModel model, TableLayout layout, int[] columns, int row) =>
        columns.Select(column =>
        {
            var cell = model[row, column];
            if (model.Columns[column].Format is { } format && cell.Kind == CellKind.Number)
            {
                cell = Cell.Number(cell.Value, cell.Unit, format);
            }

            return (IRenderable)CellText.Of(cell, layout.Formats[column]);
        });
}
