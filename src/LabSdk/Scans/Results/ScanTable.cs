using LabSdk.Data;

namespace LabSdk;

/// <summary>Writes points into the growing table, one whole row at a time.</summary>
internal sealed class ScanTable
{
    private readonly DataFrameBuilder _rows = new();
    private readonly ScanColumns _columns;
    private readonly DataValue[] _row;

    public ScanTable(ScanColumns columns, IReadOnlyDictionary<string, object?> metadata)
    {
        _columns = columns;
        _row = new DataValue[columns.Infos.Count];
        foreach (var info in columns.Infos)
        {
            _rows.AddColumn(info.Role == ColumnRole.Index ? typeof(long) : typeof(double), info);
        }

        _rows.Metadata = metadata;
    }

    public DataFrame Snapshot() => _rows.Snapshot();

    /// <summary>Appends the point; what was not measured is null. Called by one writer at a time.</summary>
    public void Append(PointBuffer point)
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
            _row[_columns.FirstSetpoint + m] = point.Targets[m];
            if (_columns.FirstReadback >= 0)
            {
                _row[_columns.FirstReadback + m] = point.Readbacks[m];
            }
        }

        for (var d = 0; d < point.Readings.Length; d++)
        {
            _row[_columns.FirstDetector + d] = point.IsRead[d] ? point.Readings[d].Value : DataValue.Null;
        }

        _rows.Append(_row);
    }
}
