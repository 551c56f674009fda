namespace LabSdk.Data;

/// <summary>Writes a frame as CSV. Cells are formatted straight into UTF-8; nothing here depends on the culture.</summary>
internal static class CsvWriter
{
    public static void Write(DataFrame frame, Stream stream, CsvOptions options)
    {
        options.Validate();
        var output = new CsvOutput(stream, options.Separator);
        if (options.Describe)
        {
            CsvHeader.Write(frame, output);
        }

        if (options.HasNames && frame.ColumnCount > 0)
        {
            WriteNames(frame, output);
        }

        var cells = frame.Columns.Select(CsvCells.For).ToArray();
        for (var row = 0; row < frame.RowCount; row++)
        {
            WriteRow(frame, cells, row, output);
        }

        output.Flush();
    }

    private static void WriteNames(DataFrame frame, CsvOutput output)
    {
        for (var i = 0; i < frame.ColumnCount; i++)
        {
            if (i > 0)
            {
                output.Separator();
            }

            output.Text(frame.Columns[i].Name);
        }

        output.NewLine();
    }

    private static void WriteRow(DataFrame frame, CsvCells[] cells, int row, CsvOutput output)
    {
        // A lone null would be an empty line, which pandas skips: a quoted blank keeps the row. For text that would be the empty text.
        if (cells.Length == 1 && frame.Columns[0].Kind != ValueKind.String && frame.Columns[0].IsNull(row))
        {
            output.Write("\"\""u8);
        }

        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                output.Separator();
            }

            cells[i].Write(row, output);
        }

        output.NewLine();
    }
}
