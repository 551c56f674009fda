using LabSdk.Hosting;

namespace LabSdk.Display;

/// <summary>
/// A table that grows while rows come in: the last rows and their number, redrawn at most ten times a second; all rows, as a
/// table shows them, when it is disposed. A terminal shows it once, at the end.
/// </summary>
/// <remarks>Thread-safe. Adding a row takes no time worth counting: drawing happens on another thread.</remarks>
/// <example><code>
/// using var rows = new LiveTable("Readings", ["step", new TableColumn("power", "W")]);
/// rows.Add(1, power.Read());
/// </code></example>
[TypeFormatterSource]
public sealed class LiveTable : IDisplayable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IReadOnlyList<Cell>> _rows = [];
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly string? _caption;
    private readonly LiveView _view;

    /// <summary>Starts an empty table.</summary>
    /// <param name="caption">A line above it; null for none.</param>
    /// <param name="columns">The columns; a text is a column with that name.</param>
    /// <param name="sink">Where it is shown; default is the current place.</param>
    /// <param name="time">The clock; default is the system's.</param>
    public LiveTable(string? caption, IReadOnlyList<TableColumn> columns, IDisplaySink? sink = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (_caption, _columns) = (caption, columns);
        _view = new LiveView(LiveForm.Of(Last()), sink, time);
    }

    /// <summary>Rows shown while it grows, the newest. Default 10.</summary>
    public int ShownRows { get; set; } = 10;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Its cells; fewer than columns leave the rest empty.</param>
    public void Add(params IReadOnlyList<Cell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        lock (_lock)
        {
            _rows.Add(cells);
        }

        _view.Update(() => LiveForm.Of(Last()));
    }

    /// <summary>Shows all rows and ends the table; rows added later are not shown. Harmless when repeated.</summary>
    public void Dispose() => _view.Dispose(All);

    /// <summary>Returns the table as it is now, in all its forms.</summary>
    public MimeBundle ToMimeBundle() => All().ToMimeBundle();

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => All().ToHtml();

    private TableModel All()
    {
        lock (_lock)
        {
            return new TableModel(_columns, [.. _rows]) { Caption = _caption };
        }
    }

    private Stack Last()
    {
        IReadOnlyList<Cell>[] last;
        int count;
        lock (_lock)
        {
            count = _rows.Count;
            last = [.. _rows.Skip(Math.Max(0, count - Math.Max(1, ShownRows)))];
        }

        var note = count > last.Length ? $"the last {last.Length} of {Numbers.Count(count)} rows" : $"{Numbers.Count(count)} {(count == 1 ? "row" : "rows")}";
        return new Stack(new TableModel(_columns, last) { Caption = _caption, ShowSize = false }, new TextBlock(note, TextStyle.Muted));
    }
}
