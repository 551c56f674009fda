using LabSdk.Hosting;

namespace LabSdk.Data;

/// <summary>
/// A frame that grows while an experiment runs. Appending is safe from any thread (one row at a time); <see cref="Snapshot"/> takes no
/// lock, does not copy, and always shows whole rows. The cost of a row does not grow with the number of rows.
/// </summary>
/// <example><code>
/// var rows = new DataFrameBuilder();
/// rows.AddColumn&lt;double&gt;("position", "mm", ColumnRole.Setpoint);
/// rows.AddColumn&lt;double&gt;("mock_power_meter", "W", ColumnRole.Detector);
/// rows.Append(0.0, 1.2e-6);
/// rows.Append(10.0, null);
/// var frame = rows.Snapshot();
/// </code></example>
[TypeFormatterSource]
public sealed class DataFrameBuilder
{
    private readonly Lock _writing = new();
    private ColumnBuilder[] _columns = [];
    private IReadOnlyDictionary<string, object?> _metadata = new Dictionary<string, object?>();
    private int _rowCount;

    /// <summary>
    /// Raised after each row with its index, on the appending thread, when the row is visible in snapshots. The row is kept when a handler
    /// throws; the exception then reaches the caller of <c>Append</c>.
    /// </summary>
    public event Action<int>? RowAdded;

    /// <summary>The number of whole rows so far.</summary>
    public int RowCount => Volatile.Read(ref _rowCount);

    /// <summary>The columns so far.</summary>
    public IReadOnlyList<ColumnInfo> Columns => Array.ConvertAll(Volatile.Read(ref _columns), column => column.Info);

    /// <summary>Facts about the whole frame that the next snapshots carry. The dictionary is copied. Empty by default.</summary>
    public IReadOnlyDictionary<string, object?> Metadata
    {
        get => Volatile.Read(ref _metadata);
        set => Volatile.Write(ref _metadata, new Dictionary<string, object?>(value, StringComparer.Ordinal).AsReadOnly());
    }

    /// <summary>Adds a column. Rows that exist already get null there.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="name">The name; not empty, unique.</param>
    /// <param name="unit">The unit, or null.</param>
    /// <param name="role">What the column means.</param>
    /// <param name="source">The id of the device that gives the values, or null.</param>
    /// <exception cref="DataFrameException">The name is empty or taken, or a frame cannot hold the type.</exception>
    public DataFrameBuilder AddColumn<T>(
        string name, string? unit = null, ColumnRole role = ColumnRole.Other, string? source = null) =>
        AddColumn(typeof(T), new ColumnInfo(name) { Unit = unit, Role = role, Source = source });

    /// <summary>Adds a column with a full description. Rows that exist already get null there.</summary>
    /// <param name="elementType">The element type.</param>
    /// <param name="info">The description.</param>
    /// <exception cref="DataFrameException">The name is empty or taken, or a frame cannot hold the type.</exception>
    public DataFrameBuilder AddColumn(Type elementType, ColumnInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        _ = Element.KindOf(elementType);
        if (string.IsNullOrEmpty(info.Name))
        {
            throw FrameErrors.EmptyName();
        }

        lock (_writing)
        {
            if (_columns.Any(column => column.Info.Name == info.Name))
            {
                throw FrameErrors.DuplicateName(info.Name);
            }

            var added = ColumnBuilder.For(elementType, info);
            while (added.Count < _rowCount)
            {
                added.AddNull();
            }

            Volatile.Write(ref _columns, [.. _columns, added]);
        }

        return this;
    }

    /// <summary>Appends a row: one value per column, null where nothing was measured.</summary>
    /// <param name="values">Numbers, texts and so on convert by themselves; wrap arrays with <see cref="DataValue.From{T}"/>.</param>
    /// <returns>The index of the row.</returns>
    /// <exception cref="DataFrameException">The number of values or a kind does not fit; nothing was appended.</exception>
    public int Append(params ReadOnlySpan<DataValue> values)
    {
        int row;
        lock (_writing)
        {
            if (values.Length != _columns.Length)
            {
                throw FrameErrors.RowLength(values.Length, _columns.Length);
            }

            row = _rowCount;
            for (var i = 0; i < values.Length; i++)
            {
                Add(_columns[i], values[i], row);
            }

            Volatile.Write(ref _rowCount, row + 1);
        }

        RowAdded?.Invoke(row);
        return row;
    }

    /// <summary>Appends a row by column name; columns that are not named get null.</summary>
    /// <param name="values">Column name and value.</param>
    /// <returns>The index of the row.</returns>
    /// <exception cref="DataFrameException">There is no such column or a kind does not fit; nothing was appended.</exception>
    public int Append(IEnumerable<KeyValuePair<string, DataValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var columns = Volatile.Read(ref _columns);
        var row = new DataValue[columns.Length];
        foreach (var (name, value) in values)
        {
            var index = Array.FindIndex(columns, column => column.Info.Name == name);
            row[index >= 0 ? index : throw FrameErrors.UnknownColumn(name, columns.Select(column => column.Info.Name))] = value;
        }

        return Append(row);
    }

    /// <summary>The frame as it is now: whole rows only, no copy, no lock; later rows do not show in it.</summary>
    public DataFrame Snapshot()
    {
        // The count is read first: every column holds at least that many finished cells.
        var count = Volatile.Read(ref _rowCount);
        return new DataFrame(Volatile.Read(ref _columns).Select(column => column.Snapshot(count)), Metadata);
    }

    private void Add(ColumnBuilder column, DataValue value, int row)
    {
        var fits = false;
        try
        {
            fits = column.TryAdd(value);
        }
        finally
        {
            if (!fits)
            {
                Array.ForEach(_columns, partial => partial.Truncate(Math.Min(row, partial.Count)));
            }
        }

        if (!fits)
        {
            throw FrameErrors.ValueDoesNotFit(column.Info.Name, column.ElementType, value);
        }
    }

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
