namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>Divides the rows into groups with equal keys. Null is a group of its own, and so is NaN.</summary>
    /// <param name="keys">The names of one or more key columns.</param>
    /// <exception cref="DataFrameException">There is no such column, or it holds arrays.</exception>
    /// <exception cref="ArgumentException">No key is given.</exception>
    /// <example><code>frame.GroupBy("sample", "side").Mean("signal")</code></example>
    public GroupedFrame GroupBy(params ReadOnlySpan<string> keys)
    {
        if (keys.IsEmpty)
        {
            throw new ArgumentException("Give at least one column to group by.", nameof(keys));
        }

        var columns = new DataColumn[keys.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Columns[keys[i]];
        }

        return new GroupedFrame(this, keys.ToArray(), RowCodes.Of(columns));
    }
}
