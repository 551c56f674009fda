namespace LabSdk.Data;

/// <summary>Puts the columns of a join together.</summary>
internal static class JoinResult
{
    public static DataFrame Build(
        DataFrame left, DataFrame right, string[] leftKeys, string[] rightKeys, JoinPairs pairs, string leftSuffix, string rightSuffix)
    {
        var shared = leftKeys.Where((key, i) => key == rightKeys[i]).ToHashSet(StringComparer.Ordinal);
        var result = new List<DataColumn>();
        foreach (var column in left.Columns)
        {
            result.Add(shared.Contains(column.Name)
                ? Key(column, right[column.Name], pairs)
                : Named(column, right.Columns, leftSuffix).TakeOrNull(pairs.Left));
        }

        foreach (var column in right.Columns.Where(column => !shared.Contains(column.Name)))
        {
            result.Add(Named(column, left.Columns, rightSuffix).TakeOrNull(pairs.Right));
        }

        return new DataFrame(result, left.Metadata);
    }

    private static DataColumn Named(DataColumn column, ColumnCollection others, string suffix) =>
        others.Contains(column.Name) ? column.Rename(column.Name + suffix) : column;

    /// <summary>A key that both sides name alike: from the left row, or from the right where there is no left one.</summary>
    private static DataColumn Key(DataColumn left, DataColumn right, JoinPairs pairs)
    {
        var both = Stacking.Stack(left, right);
        var rows = pairs.Left.ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = rows[i] >= 0 ? rows[i] : left.Count + pairs.Right[i];
        }

        return both.TakeOrNull(rows);
    }
}
