using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>
/// Writes a frame as CSV. Cells are formatted straight into UTF-8; nothing here depends on the culture. Blocks of rows of a long frame
/// are formatted by several threads and written in order.
/// </summary>
internal static class CsvWriter
{
    private const int BlockRows = 4096;

    public static void Write(DataFrame frame, Stream stream, CsvOptions options)
    {
        options.Validate();
        var outputs = new CsvOutput[Math.Clamp(frame.RowCount / BlockRows, 1, Environment.ProcessorCount)];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new CsvOutput(options.Separator);
        }

        if (options.Describe)
        {
            CsvHeader.Write(frame, outputs[0]);
        }

        if (options.HasNames && frame.ColumnCount > 0)
        {
            WriteNames(frame, outputs[0]);
        }

        outputs[0].Flush(stream);
        var cells = frame.Columns.Select(CsvCells.For).ToArray();
        for (var start = 0; start < frame.RowCount; start += BlockRows * outputs.Length)
        {
            if (outputs.Length == 1)
            {
                WriteBlock(frame, cells, start, outputs[0]);
            }
            else
            {
                var first = start;
                Parallel.For(0, outputs.Length, i => WriteBlock(frame, cells, first + i * BlockRows, outputs[i]));
            }

            foreach (var output in outputs)
            {
                output.Flush(stream);
            }
        }
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteBlock(DataFrame frame, CsvCells[] cells, int start, CsvOutput output)
    {
        var end = (int)Math.Min(frame.RowCount, (long)start + BlockRows);
        var isBlank = cells.Length == 1 && frame.Columns[0].Kind != ValueKind.String;
        for (var row = start; row < end; row++)
        {
            // A lone null would be an empty line, which pandas skips: a quoted blank keeps the row. For text that would be the empty text.
            if (isBlank && frame.Columns[0].IsNull(row))
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
}
