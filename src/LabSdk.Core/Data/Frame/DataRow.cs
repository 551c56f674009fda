namespace LabSdk.Data;

/// <summary>One row of a frame: a view, nothing is copied. The default has no frame and must not be used.</summary>
public readonly struct DataRow : IEquatable<DataRow>
{
    private readonly DataFrame _frame;

    internal DataRow(DataFrame frame, int index) => (_frame, Index) = (frame, index);

    /// <summary>The position of the row in its frame, from 0.</summary>
    public int Index { get; }

    /// <summary>The columns of the frame.</summary>
    public ColumnCollection Columns => _frame.Columns;

    /// <summary>The cell of a column.</summary>
    /// <param name="column">The name.</param>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    public DataValue this[string column] => _frame.Columns[column][Index];

    /// <summary>The cell at a position.</summary>
    /// <param name="column">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public DataValue this[int column] => _frame.Columns[column][Index];

    /// <summary>The typed value of a column; a nullable type accepts null cells.</summary>
    /// <typeparam name="T">The element type of the column or its nullable form.</typeparam>
    /// <param name="column">The name.</param>
    /// <exception cref="DataFrameException">There is no such column, it holds another kind, or the cell is null and the type is not nullable.</exception>
    public T Get<T>(string column)
    {
        var found = _frame.Columns[column];
        return found is DataColumn<T> typed ? typed.Get(Index) : found[Index].Get<T>();
    }

    /// <summary>The cells as name and value.</summary>
    public IReadOnlyDictionary<string, DataValue> ToDictionary()
    {
        var row = this;
        return _frame.Columns.ToDictionary(column => column.Name, column => column[row.Index], StringComparer.Ordinal);
    }

    /// <summary>True for the same row of the same frame.</summary>
    /// <param name="other">The other row.</param>
    public bool Equals(DataRow other) => ReferenceEquals(_frame, other._frame) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DataRow other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_frame, Index);

    /// <summary>True for the same row of the same frame.</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">A row.</param>
    public static bool operator ==(DataRow left, DataRow right) => left.Equals(right);

    /// <summary>True for different rows.</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">A row.</param>
    public static bool operator !=(DataRow left, DataRow right) => !left.Equals(right);

    /// <summary>Names and values in one line.</summary>
    public override string ToString()
    {
        var index = Index;
        return string.Join(", ", _frame.Columns.Select(column => $"{column.Name}={CellText.Of(column[index])}"));
    }
}
