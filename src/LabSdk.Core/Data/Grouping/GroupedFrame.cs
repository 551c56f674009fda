namespace LabSdk.Data;

/// <summary>
/// A frame divided into groups of rows with equal keys, in the order in which the groups first appear. Null keys make one group, NaN
/// keys make one group. Results have the key columns first. Immutable and safe to read from any thread.
/// </summary>
public sealed class GroupedFrame
{
    private readonly DataFrame _frame;
    private readonly string[] _keys;
    private readonly RowCodes _codes;

    internal GroupedFrame(DataFrame frame, string[] keys, RowCodes codes) => (_frame, _keys, _codes) = (frame, keys, codes);

    /// <summary>The names of the key columns.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The number of groups.</summary>
    public int GroupCount => _codes.Count;

    /// <summary>The groups with their rows.</summary>
    public IReadOnlyList<DataGroup> Groups => field ??= Divide();

    /// <summary>The number of rows of each group, in a column named <c>count</c>.</summary>
    /// <exception cref="DataFrameException">A key column is named count.</exception>
    public DataFrame Count() => Aggregate(Data.Aggregate.Count());

    /// <summary>Sums of numeric columns, under their own names.</summary>
    /// <param name="columns">The names; none for all numeric columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column, or it is not numeric.</exception>
    public DataFrame Sum(params ReadOnlySpan<string> columns) => Each(AggregateKind.Sum, columns, true);

    /// <summary>Means of numeric columns, under their own names.</summary>
    /// <param name="columns">The names; none for all numeric columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column, or it is not numeric.</exception>
    public DataFrame Mean(params ReadOnlySpan<string> columns) => Each(AggregateKind.Mean, columns, true);

    /// <summary>Sample standard deviations of numeric columns, under their own names.</summary>
    /// <param name="columns">The names; none for all numeric columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column, or it is not numeric.</exception>
    public DataFrame Std(params ReadOnlySpan<string> columns) => Each(AggregateKind.Std, columns, true);

    /// <summary>Medians of numeric columns, under their own names.</summary>
    /// <param name="columns">The names; none for all numeric columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column, or it is not numeric.</exception>
    public DataFrame Median(params ReadOnlySpan<string> columns) => Each(AggregateKind.Median, columns, true);

    /// <summary>Smallest values, under the names of their columns.</summary>
    /// <param name="columns">The names; none for all numeric columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column, or its values have no order.</exception>
    public DataFrame Min(params ReadOnlySpan<string> columns) => Each(AggregateKind.Min, columns, true);

    /// <summary>Largest values, under the names of their columns.</summary>
    /// <param name="columns">The names; none for all numeric columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column, or its values have no order.</exception>
    public DataFrame Max(params ReadOnlySpan<string> columns) => Each(AggregateKind.Max, columns, true);

    /// <summary>First recorded values, under the names of their columns.</summary>
    /// <param name="columns">The names; none for all columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    public DataFrame First(params ReadOnlySpan<string> columns) => Each(AggregateKind.First, columns, false);

    /// <summary>Last recorded values, under the names of their columns.</summary>
    /// <param name="columns">The names; none for all columns that are not keys.</param>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    public DataFrame Last(params ReadOnlySpan<string> columns) => Each(AggregateKind.Last, columns, false);

    /// <summary>Several results per group at once.</summary>
    /// <param name="aggregates">What to compute; see <see cref="Data.Aggregate"/>.</param>
    /// <returns>The key columns, then one column per aggregate.</returns>
    /// <exception cref="DataFrameException">There is no such column, it has the wrong kind, or two results have one name.</exception>
    public DataFrame Aggregate(params ReadOnlySpan<Aggregate> aggregates)
    {
        var result = new List<DataColumn>(_keys.Length + aggregates.Length);
        result.AddRange(_keys.Select(key => _frame[key].Take(_codes.FirstRows)));
        var work = new GroupWork(_codes);
        foreach (var aggregate in aggregates)
        {
            result.Add(work.Compute(_frame, aggregate));
        }

        return new DataFrame(result, _frame.Metadata);
    }

    private DataFrame Each(AggregateKind kind, ReadOnlySpan<string> columns, bool numericOnly)
    {
        var names = columns.Length > 0
            ? columns.ToArray()
            : _frame.Columns.Where(c => !_keys.Contains(c.Name) && (c.IsNumeric || !numericOnly)).Select(c => c.Name).ToArray();
        return Aggregate(Array.ConvertAll(names, name => Data.Aggregate.Of(kind, name, name)));
    }

    private DataGroup[] Divide()
    {
        var (rows, starts) = _codes.Segments();
        var sorted = _frame.TakeRows(rows);
        var groups = new DataGroup[GroupCount];
        for (var code = 0; code < groups.Length; code++)
        {
            var rowsOfGroup = sorted.Slice(starts[code], starts[code + 1] - starts[code]);
            groups[code] = new DataGroup(rowsOfGroup.Rows[0], rowsOfGroup);
        }

        return groups;
    }
}
