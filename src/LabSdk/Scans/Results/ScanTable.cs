using LabSdk.Data;

namespace LabSdk;

/// <summary>Writes points into the growing table, one whole row at a time.</summary>
internal sealed class ScanTable
{
    private readonly IReadOnlyDictionary<string, object?> _metadata;
    private DataFrameBuilder _rows;
    private readonly ScanColumns _columns;
    private readonly DataValue[] _row;

    public ScanTable(ScanColumns columns, IReadOnlyDictionary<string, object?> metadata)
    {
        _columns = columns;
        _metadata = metadata;
        _row = new DataValue[columns.Infos.Count];
        _rows = Empty();
    }

    public int RowCount => _rows.RowCount;

    public DataFrame Snapshot() => Volatile.Read(ref _rows).Snapshot();

    /// <summary>The type of the cells of a column.</summary>
    public static Type TypeOf(ColumnInfo info) => info.Role == ColumnRole.Index ? typeof(long) : info.Shape is not null ? typeof(double[]) : typeof(double);

    /// <summary>The cells of the point; what was not measured is null. The same memory serves every point.</summary>
    public ReadOnlySpan<DataValue> Fill(PointBuffer point)
    {
        if (_columns.Index >= 0)
        {
            _row[_columns.Index] = point.Index;
        }

        if (_columns.Time >= 0)
        {
            _row[_columns.Time] = point.Elapsed.TotalSeconds;
        }

        for (var m = 0; m < point.Targets.Length; m++)
        {
            // NaN: this motor was sent nowhere yet.
            _row[_columns.FirstSetpoint + m] = double.IsNaN(point.Targets[m]) ? DataValue.Null : point.Targets[m];
        }

        for (var r = 0; r < _columns.ReadbackCount; r++)
        {
            var isSent = r >= point.Targets.Length || !double.IsNaN(point.Targets[r]);
            _row[_columns.FirstReadback + r] = isSent && !double.IsNaN(point.Readbacks[r]) ? point.Readbacks[r] : DataValue.Null;
        }

        for (var d = 0; d < point.Readings.Length; d++)
        {
            _row[_columns.FirstDetector + d] = point.IsRead[d] ? point.Readings[d].Value : DataValue.Null;
            if (_columns.FirstError >= 0)
            {
                _row[_columns.FirstError + d] = point.IsRead[d] ? point.Samples!.ErrorOf(d) : DataValue.Null;
                _row[_columns.FirstSamples + d] = DataValue.From(point.Samples!.Of(d));
            }
        }

        return _row;
    }

    /// <summary>Appends the cells that were filled last. Called by one writer at a time.</summary>
    public void Append() => _rows.Append(_row);

    /// <summary>Begins again with the first rows of a table, which has the same columns.</summary>
    public void Restart(DataFrame rows, int count)
    {
        var kept = Empty();
        var cells = new DataValue[_row.Length];
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = rows.Columns[column][row];
            }

            kept.Append(cells);
        }

        Volatile.Write(ref _rows, kept);
    }

    private DataFrameBuilder Empty()
    {
        var rows = new DataFrameBuilder();
        foreach (var info in _columns.Infos)
        {
            rows.AddColumn(TypeOf(info), info);
        }

        rows.Metadata = _metadata;
        return rows;
    }
}
