namespace LabSdk.Data;

/// <summary>The description entry of an NPZ file: one line per column (entry name, tab, description), then the metadata.</summary>
internal sealed class NpzDescription
{
    private readonly List<(string Entry, ColumnInfo Info)> _columns = [];

    public IReadOnlyDictionary<string, object?>? Metadata { get; private init; }

    public static string[] Write(DataFrame frame, string[] entries) =>
    [
        string.Join('\n', frame.Columns.Select((column, i) => $"{entries[i]}\t{ColumnDescription.Of(column).ToJson()}")
            .Append(MetadataJson.Write(frame.Metadata))),
    ];

    public static NpzDescription Parse(string text)
    {
        var lines = text.Split('\n');
        var result = new NpzDescription { Metadata = MetadataJson.Parse(lines[^1].AsMemory()) };
        foreach (var line in lines[..^1])
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0 && ColumnDescription.Parse(line.AsSpan(tab + 1)) is { } column)
            {
                result._columns.Add((line[..tab], column.Info));
            }
        }

        return result;
    }

    /// <summary>The described columns that exist, in their order.</summary>
    public (string Entry, ColumnInfo? Info)[] Entries(Dictionary<string, DataColumn> arrays) =>
        [.. _columns.Where(column => arrays.ContainsKey(column.Entry)).DistinctBy(column => column.Entry).Select(column => (column.Entry, (ColumnInfo?)column.Info))];
}
