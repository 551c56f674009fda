namespace LabSdk.Data;

/// <summary>How a frame is written to and read from comma-separated text.</summary>
public sealed class CsvOptions
{
    /// <summary>The character between cells. Defaults to a comma. Not a quote, a line break, a letter, a digit, '#', '.', '+' or '-'.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>True when the first line holds the column names. Defaults to true. Without it, columns read are column1, column2, ...</summary>
    public bool HasNames { get; init; } = true;

    /// <summary>
    /// Writing: puts comment lines (starting with '#') before the names, which keep the metadata and the kind, unit, role and source of
    /// each column, so that reading gives the same frame back. Others skip them: <c>pandas.read_csv(file, comment='#')</c>. Defaults to
    /// false: the plain file that every program reads. Reading always understands both.
    /// </summary>
    public bool Describe { get; init; }

    /// <summary>
    /// Reading: the element type of columns by name. Columns that are not named are guessed from all their cells, unless the file
    /// describes them. Null by default.
    /// </summary>
    public IReadOnlyDictionary<string, Type>? Schema { get; init; }

    internal void Validate()
    {
        if (char.IsLetterOrDigit(Separator) || char.IsSurrogate(Separator) || "\"\r\n#.+-".Contains(Separator))
        {
            throw new ArgumentException($"'{Separator}' cannot separate cells. Use a comma, semicolon, tab or bar.", nameof(Separator));
        }
    }
}
