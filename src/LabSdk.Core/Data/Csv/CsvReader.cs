using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace LabSdk.Data;

/// <summary>Reads CSV: CsvHelper finds the cells, the kinds are decided when all of them are known.</summary>
internal static class CsvReader
{
    public static DataFrame Read(TextReader reader, CsvOptions options)
    {
        options.Validate();
        try
        {
            return ReadTable(reader, options);
        }
        catch (CsvHelperException error)
        {
            // Its message may hold the data, so it stays inside.
            throw FrameErrors.Malformed("CSV", "a quote is out of place", error.Context?.Parser?.RawRow, error);
        }
        catch (DecoderFallbackException error)
        {
            throw FrameErrors.Malformed("CSV", "the text is not UTF-8; save it again as UTF-8", null, error);
        }
    }

    private static DataFrame ReadTable(TextReader reader, CsvOptions options)
    {
        var header = CsvHeader.Read(reader);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Separator.ToString(),
            IgnoreBlankLines = false,
            HasHeaderRecord = false,
            ExceptionMessagesContainRawData = false,
        };
        using var parser = new CsvParser(reader, configuration, leaveOpen: true);
        var columns = Array.Empty<CsvColumn>();
        var isFirst = true;
        while (parser.Read())
        {
            if (isFirst)
            {
                columns = First(parser, options);
                isFirst = false;
                if (options.HasNames)
                {
                    continue;
                }
            }

            AddRow(parser, columns, header.Lines);
        }

        return new DataFrame(Build(columns, options, header), header.Metadata);
    }

    /// <summary>The columns are independent: of a large table several threads read one each.</summary>
    private static DataColumn[] Build(CsvColumn[] columns, CsvOptions options, CsvHeader header)
    {
        const long worthThreads = 50_000;
        var built = new DataColumn[columns.Length];
        var faults = new DataFormatException?[columns.Length];
        void Build(int i)
        {
            try
            {
                built[i] = columns[i].Build(options.Schema, header);
            }
            catch (DataFormatException error)
            {
                faults[i] = error;
            }
        }

        if (columns.Sum(column => (long)column.Count) >= worthThreads)
        {
            Parallel.For(0, columns.Length, Build);
        }
        else
        {
            for (var i = 0; i < columns.Length; i++)
            {
                Build(i);
            }
        }

        return Array.Find(faults, fault => fault is not null) is { } first ? throw first : built;
    }

    private static CsvColumn[] First(CsvParser parser, CsvOptions options)
    {
        var names = Enumerable.Range(0, parser.Count)
            .Select(i => options.HasNames && parser[i].Length > 0 ? parser[i] : $"column{i + 1}")
            .ToArray();
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? Array.ConvertAll(names, name => new CsvColumn(name))
            : throw FrameErrors.Malformed("CSV", $"two columns are named '{CellText.Visible(twice.Key)}'", parser.RawRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(CsvParser parser, CsvColumn[] columns, int headerLines)
    {
        var line = parser.RawRow + headerLines;
        if (parser.Count != columns.Length)
        {
            // An empty line between rows says nothing, except in a table of one column, where it is a null.
            if (parser.Count == 1 && parser[0].Length == 0 && parser.RawRecord.AsSpan().Trim("\r\n").IsEmpty)
            {
                return;
            }

            throw FrameErrors.Malformed("CSV", $"a row has {parser.Count} cells instead of {columns.Length}", line);
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var text = parser[i];
            if (text.Length > 0)
            {
                columns[i].Add(text, line);
            }
            else
            {
                columns[i].AddEmpty(IsQuoted(parser.RawRecord, i, parser.Delimiter[0]), line);
            }
        }
    }

    /// <summary>Tells the quoted empty cell, an empty text, from the bare one, a null.</summary>
    private static bool IsQuoted(string record, int index, char separator)
    {
        var inQuotes = false;
        var cell = 0;
        for (var i = 0; i < record.Length; i++)
        {
            if (cell == index && !inQuotes)
            {
                return record[i] == '"';
            }

            inQuotes ^= record[i] == '"';
            cell += !inQuotes && record[i] == separator ? 1 : 0;
        }

        return false;
    }
}
