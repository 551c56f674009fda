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

        var columns = Math.Min(table.Columns.Count, MaxColumns);
        if (columns > 0)
        {
            rows.Add(Grid(table, columns));
        }

        if (table.ShowSize || columns < table.Columns.Count)
        {
            var more = columns < table.VisibleColumns ? $" ({table.Columns.Count - columns} columns not shown here)" : "";
            rows.Add(TextParts.Line(table.SizeText + more, TextParts.Muted));
        }

        return new Rows(rows);
    }

    private static Table Grid(TableModel model, int columns)
    {
        var layout = TableLayout.Of(model, EndRows);
        var table = new Table { Border = TableBorder.Rounded };
        for (var i = 0; i < columns; i++)
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
            table.AddRow(Enumerable.Repeat<IRenderable>(TextParts.Line("⋯", TextParts.Muted), columns));
            for (var i = model.RowCount - layout.Tail; i < model.RowCount; i++)
            {
                table.AddRow(Row(model, layout, columns, i));
            }
        }

        return table;
    }

    private static IEnumerable<IRenderable> Row(TableModel model, TableLayout layout, int columns, int row) =>
        Enumerable.Range(0, columns).Select(column =>
        {
            var cell = model[row, column];
            if (model.Columns[column].Format is { } format && cell.Kind == CellKind.Number)
            {
                cell = Cell.Number(cell.Value, cell.Unit, format);
            }

            return (IRenderable)CellText.Of(cell, layout.Formats[column]);
        });
}
