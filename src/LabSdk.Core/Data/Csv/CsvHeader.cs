namespace LabSdk.Data;

/// <summary>The comment lines before a CSV table, and what they say.</summary>
internal sealed class CsvHeader
{
    private const string Mark = "# labsdk frame 1";
    private const string ColumnMark = "# column ";
    private const string MetadataMark = "# metadata ";

    public Dictionary<string, ColumnDescription> Columns { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, object?>? Metadata { get; private set; }

    public int Lines { get; private set; }

    public static void Write(DataFrame frame, CsvOutput output)
    {
        output.Raw(Mark);
        output.NewLine();
        foreach (var column in frame.Columns)
        {
            output.Raw(ColumnMark);
            output.Raw(ColumnDescription.Of(column).ToJson());
            output.NewLine();
        }

        if (frame.Metadata.Count > 0)
        {
            output.Raw(MetadataMark);
            output.Raw(MetadataJson.Write(frame.Metadata));
            output.NewLine();
        }
    }

    /// <summary>Takes the comment lines from the front of the text. Comments of other programs are passed over.</summary>
    public static CsvHeader Read(TextReader reader)
    {
        var header = new CsvHeader();
        while (reader.Peek() == '#')
        {
            var line = reader.ReadLine()!;
            header.Lines++;
            if (line.StartsWith(ColumnMark, StringComparison.Ordinal)
                && ColumnDescription.Parse(line.AsSpan(ColumnMark.Length)) is { } column)
            {
                header.Columns[column.Name] = column;
            }
            else if (line.StartsWith(MetadataMark, StringComparison.Ordinal))
            {
                header.Metadata = MetadataJson.Parse(line.AsMemory(MetadataMark.Length)) ?? header.Metadata;
            }
        }

        return header;
    }
}
