using System.Collections;

namespace LabSdk.Data;

/// <summary>The rows of a frame, as views. Immutable and safe to read from any thread.</summary>
public sealed class RowCollection : IReadOnlyList<DataRow>
{
    private readonly DataFrame _frame;

    internal RowCollection(DataFrame frame) => _frame = frame;

    /// <summary>The number of rows.</summary>
    public int Count => _frame.RowCount;

    /// <summary>The row at a position.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public DataRow this[int index] => (uint)index < (uint)Count
        ? new DataRow(_frame, index)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The frame has rows 0 to {Count - 1}.");

    /// <inheritdoc/>
    public IEnumerator<DataRow> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return new DataRow(_frame, index);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
