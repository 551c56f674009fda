using LabSdk.Hosting;

namespace LabSdk.Data;

/// <summary>
/// A table of typed columns of equal length, each with unit, role and source device. Immutable and safe to read from any thread;
/// every operation returns a new frame that shares what did not change. A frame that grows while a scan runs is a
/// <see cref="DataFrameBuilder"/>, whose snapshots are frames.
/// </summary>
/// <remarks>
/// Null means that nothing was recorded; NaN is a recorded value. Statistics skip nulls and let NaN through, sorting puts NaN after all
/// numbers and nulls last, grouping makes one group of all nulls and one of all NaN, and every operation accepts an empty frame.
/// </remarks>
/// <example><code>
/// var frame = DataFrame.Of(("x", new[] { 1.0, 2, 3 }), ("y", new[] { 2.0, 4, 6 }));
/// frame["y"].Mean()
/// frame.Where(r => r["x"] > 1).OrderByDescending("y").Head(2)
/// frame.SaveCsv("data.csv");
/// </code></example>
[TypeFormatterSource]
public sealed partial class DataFrame
{
    private static readonly IReadOnlyDictionary<string, object?> NoMetadata = new Dictionary<string, object?>();

    /// <summary>Makes a frame of columns.</summary>
    /// <param name="columns">Columns of equal length with unique names.</param>
    /// <exception cref="DataFrameException">Lengths differ or a name is used twice.</exception>
    public DataFrame(params IEnumerable<DataColumn> columns)
        : this(columns, null)
    {
    }

    /// <summary>Makes a frame of columns with metadata.</summary>
    /// <param name="columns">Columns of equal length with unique names.</param>
    /// <param name="metadata">Facts about the whole frame, such as the scan id; copied. Null for none.</param>
    /// <exception cref="DataFrameException">Lengths differ or a name is used twice.</exception>
    public DataFrame(IEnumerable<DataColumn> columns, IReadOnlyDictionary<string, object?>? metadata)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var array = columns.ToArray();
        Columns = new ColumnCollection(array);
        RowCount = array.Length == 0 ? 0 : array[0].Count;
        foreach (var column in array)
        {
            if (column.Count != RowCount)
            {
                throw FrameErrors.ColumnLength(column, RowCount);
            }
        }

        Metadata = metadata is null || metadata.Count == 0
            ? NoMetadata
            : new Dictionary<string, object?>(metadata, StringComparer.Ordinal).AsReadOnly();
    }

    private DataFrame(DataFrame origin, IEnumerable<DataColumn> columns)
        : this(columns, null) => Metadata = origin.Metadata;

    /// <summary>A frame without columns and rows.</summary>
    public static DataFrame Empty { get; } = new();

    /// <summary>The columns, in order.</summary>
    public ColumnCollection Columns { get; }

    /// <summary>The rows, as views.</summary>
    public RowCollection Rows => field ??= new RowCollection(this);

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => Columns.Count;

    /// <summary>Facts about the whole frame, such as scan id and plan. Empty by default.</summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; }

    /// <summary>The column of that name.</summary>
    /// <param name="column">The name; case counts.</param>
    /// <exception cref="DataFrameException">There is no such column; the message lists the nearest names.</exception>
    public DataColumn this[string column] => Columns[column];

    /// <summary>One cell.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">The name.</param>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public DataValue this[int row, string column] => Columns[column][row];

    /// <summary>One cell by position.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public DataValue this[int row, int column] => Columns[column][row];

    /// <summary>Makes a frame of named arrays; the values are copied.</summary>
    /// <param name="columns">Name and array of each column: numbers, bool, text, times, durations, their nullable forms, or arrays of numbers.</param>
    /// <exception cref="DataFrameException">Lengths differ, a name is used twice, or a frame cannot hold the type.</exception>
    /// <example><code>DataFrame.Of(("x", new[] { 1.0, 2, 3 }), ("label", new[] { "a", "b", null }))</code></example>
    public static DataFrame Of(params ReadOnlySpan<(string Name, Array Values)> columns)
    {
        var result = new DataColumn[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            result[i] = ArrayColumns.FromArray(new ColumnInfo(columns[i].Name), columns[i].Values);
        }

        return new DataFrame(result);
    }

    /// <summary>Makes a frame of a dictionary of arrays; the values are copied.</summary>
    /// <param name="columns">Name and array of each column, in the order of the dictionary.</param>
    /// <exception cref="DataFrameException">Lengths differ or a frame cannot hold the type.</exception>
    public static DataFrame FromArrays(IEnumerable<KeyValuePair<string, Array>> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new DataFrame(columns.Select(pair => ArrayColumns.FromArray(new ColumnInfo(pair.Key), pair.Value)));
    }

    /// <summary>
    /// The columns as arrays by name; copies. A column with null cells becomes an array of the nullable type, except floating point,
    /// where null becomes NaN, and reference types.
    /// </summary>
    public Dictionary<string, Array> ToArrays() =>
        Columns.ToDictionary(column => column.Name, ArrayColumns.ToArray, StringComparer.Ordinal);

    /// <summary>The typed column of that name, with direct access to its values.</summary>
    /// <typeparam name="T">The element type of the column.</typeparam>
    /// <param name="name">The name.</param>
    /// <exception cref="DataFrameException">There is no such column, or it holds another type.</exception>
    public DataColumn<T> Column<T>(string name)
    {
        var column = Columns[name];
        return column as DataColumn<T> ?? throw FrameErrors.WrongColumnType(column, typeof(T));
    }

    /// <summary>The table as text; see <see cref="ToText"/>.</summary>
    public override string ToString() => ToText();

    /// <summary>
    /// The table for a terminal, with box drawing, units in the header, NaN and null shown differently, and a count in place of the rows
    /// and columns that are left out.
    /// </summary>
    /// <param name="rows">The most rows shown, half from the start and half from the end; 20 by default, at least 2.</param>
    /// <param name="width">The most characters in a line; 120 by default, at least 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is too small.</exception>
    public string ToText(int rows = 20, int width = 120)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        return TableText.Render(this, rows, width);
    }

    /// <summary>The same rows with other columns.</summary>
    internal DataFrame WithColumns(IEnumerable<DataColumn> columns) => new(this, columns);

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
