using System.Globalization;
using System.Text;

namespace LabSdk.Data;

/// <summary>Draws a frame with box characters. First and last rows, first and last columns; counts for the rest.</summary>
internal static class TableText
{
    private const int Frame = 1;
    private const int Padding = 3;
    private const string Gap = "…";

    public static string Render(DataFrame frame, int mostRows, int mostWidth)
    {
        if (frame.ColumnCount == 0)
        {
            return "empty frame: no columns";
        }

        var split = frame.RowCount > mostRows;
        var head = split ? (mostRows + 1) / 2 : frame.RowCount;
        var tail = split ? mostRows / 2 : 0;
        var columns = frame.Columns.Select(column => Cells(column, head, tail, mostWidth - Padding - Frame)).ToList();
        var hidden = Fit(columns, mostWidth);
        var widths = columns.Select(cells => cells.Max(Width)).ToArray();
        var numeric = Alignments(frame, columns.Count, hidden);
        var text = new StringBuilder();
        Line(text, widths, '┌', '┬', '┐');
        Row(text, widths, numeric, columns, 0);
        Line(text, widths, '├', '┼', '┤');
        for (var i = 0; i < head; i++)
        {
            Row(text, widths, numeric, columns, 1 + i);
        }

        if (split)
        {
            Note(text, widths, $"{Gap} {frame.RowCount - head - tail:N0} more rows {Gap}");
            for (var i = 0; i < tail; i++)
            {
                Row(text, widths, numeric, columns, 1 + head + i);
            }
        }

        Line(text, widths, '└', '┴', '┘');
        text.Append(CultureInfo.InvariantCulture, $"{Count(frame.RowCount, "row")} x {Count(frame.ColumnCount, "column")}");
        text.Append(split ? $", {Count(frame.RowCount - head - tail, "row")} not shown" : "");
        return text.Append(hidden > 0 ? $", {Count(hidden, "column")} not shown" : "").ToString();
    }

    private static string[] Cells(DataColumn column, int head, int tail, int mostWidth)
    {
        var cells = new string[1 + head + tail];
        cells[0] = Cut(CellText.Visible(column.Info.Title), mostWidth);
        for (var i = 0; i < head + tail; i++)
        {
            cells[1 + i] = Cut(CellText.Of(column[i < head ? i : column.Count - tail + i - head]), mostWidth);
        }

        return cells;
    }

    /// <summary>Replaces middle columns by one of ellipses until the table fits; returns how many are hidden.</summary>
    private static int Fit(List<string[]> columns, int mostWidth)
    {
        int Total(int skip) => Frame + columns.Sum(cells => cells.Max(Width) + Padding) + (skip > 0 ? Gap.Length + Padding : 0);
        var hidden = 0;
        while (Total(hidden) > mostWidth && columns.Count > 1)
        {
            columns.RemoveAt(columns.Count == 2 ? 1 : (columns.Count + 1) / 2);
            hidden++;
        }

        if (hidden > 0)
        {
            columns.Insert((columns.Count + 1) / 2, [.. Enumerable.Repeat(Gap, columns[0].Length)]);
        }

        return hidden;
    }

    private static bool[] Alignments(DataFrame frame, int shown, int hidden)
    {
        var before = hidden > 0 ? shown / 2 : shown;
        return [.. Enumerable.Range(0, shown).Select(i => i < before
            ? frame.Columns[i].IsNumeric
            : i > before && frame.Columns[frame.ColumnCount - (shown - i)].IsNumeric)];
    }

    private static void Row(StringBuilder text, int[] widths, bool[] numeric, List<string[]> columns, int row)
    {
        for (var i = 0; i < widths.Length; i++)
        {
            var cell = columns[i][row];
            var fill = new string(' ', widths[i] - Width(cell));
            text.Append("│ ").Append(numeric[i] ? fill + cell : cell + fill).Append(' ');
        }

        text.Append("│\n");
    }

    private static void Note(StringBuilder text, int[] widths, string note)
    {
        var inner = widths.Sum() + Padding * widths.Length - Frame;
        note = note.Length <= inner ? note : Gap;
        var left = (inner - note.Length) / 2;
        text.Append('│').Append(' ', left).Append(note).Append(' ', inner - left - note.Length).Append("│\n");
    }

    private static void Line(StringBuilder text, int[] widths, char left, char middle, char right)
    {
        text.Append(left);
        for (var i = 0; i < widths.Length; i++)
        {
            text.Append('─', widths[i] + 2).Append(i == widths.Length - 1 ? right : middle);
        }

        text.Append('\n');
    }

    private static string Cut(string text, int most) => Width(text) <= most ? text : text[..Math.Min(text.Length, Math.Max(0, most - 1))] + Gap;

    private static int Width(string text) => text.Length;

    private static string Count(int count, string noun) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : "s")}";
}
