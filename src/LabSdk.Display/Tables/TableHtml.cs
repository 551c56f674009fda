namespace LabSdk.Display;

/// <summary>Writes a table as HTML: head, gap, tail, the middle to unfold, and the size in words.</summary>
internal static class TableHtml
{
    // Enough for the closing elements and the note of what was left out.
    private const int Reserve = 2_000;

    public static void Write(HtmlWriter writer, TableModel table)
    {
        writer.Use(StyleParts.Table);
        writer.Start("div", "lab-tablebox");
        if (table.Caption is { } caption)
        {
            writer.Element("div", "lab-caption", VisibleText.Shorten(caption, Cell.MaxText));
        }

        if (table.Columns.Count > 0)
        {
            WriteRows(writer, table);
        }

        if (table.ShowSize || table.Columns.Count > TableModel.MaxColumns)
        {
            writer.Element("div", "lab-note", table.SizeText);
        }

        writer.End();
    }

    private static void WriteRows(HtmlWriter writer, TableModel table)
    {
        var layout = TableLayout.Of(table);
        OpenTable(writer, table, layout);
        var shown = Rows(writer, table, layout, 0, layout.Head, Reserve);
        var left = table.RowCount - shown - layout.Tail;
        if (shown < layout.Head)
        {
            Gap(writer, table, $"{Numbers.Count(table.RowCount - shown)} more rows do not fit the size limit of this output");
            CloseTable(writer);
            return;
        }

        if (left > 0)
        {
            Gap(writer, table, $"⋯ {Numbers.Count(left)} {(left == 1 ? "row" : "rows")} between ⋯");
        }

        var tail = Rows(writer, table, layout, table.RowCount - layout.Tail, layout.Tail, Reserve);
        if (tail < layout.Tail)
        {
            Gap(writer, table, $"{Numbers.Count(layout.Tail - tail)} more rows do not fit the size limit of this output");
        }

        CloseTable(writer);
        if (left > 0 && tail == layout.Tail)
        {
            Middle(writer, table, layout, left);
        }
    }

    // Half of what is left of the output may go to rows that nobody may ever unfold.
    private static void Middle(HtmlWriter writer, TableModel table, TableLayout layout, int left)
    {
        var reserve = Math.Max(Reserve, writer.Remaining / 2);
        if (writer.Remaining < 3 * Reserve)
        {
            return;
        }

        var wanted = Math.Min(left, TableModel.MoreRows);
        writer.Start("details");
        writer.Element("summary", null, wanted == left
            ? $"Show the {Numbers.Count(left)} {(left == 1 ? "row" : "rows")} between"
            : $"Show the first {Numbers.Count(wanted)} of the {Numbers.Count(left)} rows between");
        OpenTable(writer, table, layout);
        var shown = Rows(writer, table, layout, layout.Head, wanted, reserve);
        if (shown < left)
        {
            Gap(writer, table, $"{Numbers.Count(left - shown)} more rows are not in this output");
        }

        CloseTable(writer);
        writer.End();
    }

    private static void OpenTable(HtmlWriter writer, TableModel table, TableLayout layout)
    {
        writer.Start("table", "lab-table").Start("thead").Start("tr");
        for (var i = 0; i < table.VisibleColumns; i++)
        {
            var column = table.Columns[i];
            writer.Start("th", AlignClass(layout.Aligns[i])).Attribute("scope", "col");
            writer.Text(VisibleText.Shorten(column.Name, 80));
            if (!string.IsNullOrEmpty(column.Unit))
            {
                writer.Text(" ").Start("span", "lab-unit").Text("(").Text(VisibleText.Shorten(column.Unit, 40)).Text(")").End();
            }

            writer.End();
        }

        writer.End().End().Start("tbody");
    }

    private static void CloseTable(HtmlWriter writer) => writer.End().End();

    private static int Rows(HtmlWriter writer, TableModel table, TableLayout layout, int first, int count, int reserve)
    {
        for (var i = 0; i < count; i++)
        {
            // A row can be no longer than its cells; stop before the one that might not fit.
            if (writer.Remaining < reserve)
            {
                return i;
            }

            writer.Start("tr");
            for (var column = 0; column < table.VisibleColumns; column++)
            {
                var cell = table[first + i, column];
                writer.Start("td", cell.Content is { Length: > 40 } ? "lab-long" : AlignClass(layout.Aligns[column]));
                if (table.Columns[column].Format is { } format && cell.Kind == CellKind.Number)
                {
                    cell = Cell.Number(cell.Value, cell.Unit, format);
                }

                writer.WriteCell(cell, layout.Formats[column]);
                writer.End();
            }

            writer.End();
        }

        return count;
    }

    private static void Gap(HtmlWriter writer, TableModel table, string text) =>
        writer.Start("tr", "lab-gap").Start("td")
            .Attribute("colspan", table.VisibleColumns).Text(text).End().End();

    private static string? AlignClass(Align align) => align switch
    {
        Align.Right => "lab-right",
        Align.Center => "lab-center",
        _ => null,
    };
}
