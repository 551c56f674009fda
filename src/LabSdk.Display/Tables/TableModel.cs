using Spectre.Console.Rendering;

namespace LabSdk.Display;

/// <summary>
/// A table: columns with unit, alignment and format, and cells read on demand. Shows the first and last 25 rows when there
/// are more than 50, and says how many lie between.
/// </summary>
public sealed record TableModel : Block
{
    /// <summary>Rows shown at each end of a long table.</summary>
    internal const int EndRows = 25;

    /// <summary>Rows of the middle that a reader can unfold.</summary>
    internal const int MoreRows = 200;

    /// <summary>Columns shown at most; the rest is counted.</summary>
    internal const int MaxColumns = 40;

    private readonly Func<int, int, Cell> _cell;

    /// <summary>Creates a table over existing data, without copying it.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="cell">Gives the cell at (row, column), both from 0. Must be quick and give the same cell each time.</param>
    public TableModel(IReadOnlyList<TableColumn> columns, int rowCount, Func<int, int, Cell> cell)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        Columns = [.. columns];
        RowCount = rowCount;
        _cell = cell;
    }

    /// <summary>Creates a table from rows.</summary>
    /// <param name="columns">The columns; a text is a column with that name.</param>
    /// <param name="rows">The rows; a row shorter than the columns has missing values.</param>
    public TableModel(IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<Cell>> rows)
        : this(columns, [.. rows.Select(row => row.ToArray())])
    {
    }

    private TableModel(IReadOnlyList<TableColumn> columns, Cell[][] rows)
        : this(columns, rows.Length, (row, column) => column < rows[row].Length ? rows[row][column] : Cell.Null)
    {
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>A line above the table, or null.</summary>
    public string? Caption { get; init; }

    /// <summary>What the rows are called below the table, for example <c>devices</c>. Default <c>rows</c>.</summary>
    public string RowNoun { get; init; } = "rows";

    /// <summary>True to say the number of rows and columns below the table. Default true.</summary>
    public bool ShowSize { get; init; } = true;

    /// <summary>The cell at a row and column, both from 0.</summary>
    public Cell this[int row, int column] => _cell(row, column);

    internal int VisibleColumns => Math.Min(Columns.Count, MaxColumns);

    /// <summary>What the size line says.</summary>
    internal string SizeText
    {
        get
        {
            var columns = Columns.Count > MaxColumns
                ? $"{Numbers.Count(Columns.Count)} columns, the first {MaxColumns} shown"
                : $"{Numbers.Count(Columns.Count)} column{(Columns.Count == 1 ? "" : "s")}";
            var noun = RowCount == 1 && RowNoun.EndsWith('s') ? RowNoun[..^1] : RowNoun;
            return $"{Numbers.Count(RowCount)} {noun} × {columns}";
        }
    }

    internal override string? Heading => Caption;

    internal override void WriteHtml(HtmlWriter writer) => TableHtml.Write(writer, this);

    internal override IRenderable ToText() => TableText.Build(this);
}
