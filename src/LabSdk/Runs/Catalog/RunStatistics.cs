using LabSdk.Data;

namespace LabSdk;

/// <summary>The numbers of two runs, column by column.</summary>
internal static class RunStatistics
{
    private static readonly string[] OfEach = ["count", "mean", "std", "min", "max"];

    public static DataFrame Of(DataFrame left, DataFrame right)
    {
        var frame = new DataFrameBuilder().AddColumn(typeof(string), new ColumnInfo("column")).AddColumn(typeof(string), new ColumnInfo("unit"));
        foreach (var (name, side) in OfEach.SelectMany(name => new[] { (name, "a"), (name, "b") }))
        {
            frame.AddColumn(typeof(double), new ColumnInfo($"{name}_{side}"));
        }

        frame.AddColumn(typeof(double), new ColumnInfo("mean_difference")).AddColumn(typeof(double), new ColumnInfo("largest_difference"));
        var isAligned = IsAligned(left, right);
        foreach (var (a, b) in Common(left, right))
        {
            var (mine, theirs) = (Finite(a), Finite(b));
            var (first, second) = (Numbers(mine), Numbers(theirs));
            DataValue[] cells =
            [
                a.Name, a.Unit, .. first.Zip(second).SelectMany(pair => new DataValue[] { pair.First, pair.Second }),
                second[1] - first[1], isAligned ? Largest(a, b) : DataValue.Null,
            ];
            frame.Append(cells);
        }

        return frame.Snapshot();
    }

    /// <summary>Numeric columns that both have.</summary>
    public static IEnumerable<(DataColumn Left, DataColumn Right)> Common(DataFrame left, DataFrame right) =>
        from a in left.Columns
        where a.IsNumeric
        join b in right.Columns.Where(column => column.IsNumeric) on a.Name equals b.Name
        select (a, b);

    // The same targets in the same order: row and row belong together.
    private static bool IsAligned(DataFrame left, DataFrame right)
    {
        var (mine, theirs) = (Targets(left), Targets(right));
        return left.RowCount == right.RowCount && mine.Length == theirs.Length
            && mine.Zip(theirs).All(pair => pair.First.Name == pair.Second.Name && pair.First.ToDoubles().AsSpan().SequenceEqual(pair.Second.ToDoubles()));
    }

    private static DataColumn[] Targets(DataFrame data) => [.. data.Columns.Where(column => column.Role is ColumnRole.Setpoint or ColumnRole.Index && column.IsNumeric)];

    private static double[] Finite(DataColumn column) => [.. column.ToDoubles().Where(double.IsFinite)];

    private static double[] Numbers(double[] values)
    {
        var mean = values.Length > 0 ? values.Average() : double.NaN;
        var spread = values.Length > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)) : double.NaN;
        return [values.Length, mean, spread, values.DefaultIfEmpty(double.NaN).Min(), values.DefaultIfEmpty(double.NaN).Max()];
    }

    private static DataValue Largest(DataColumn a, DataColumn b)
    {
        var differences = a.ToDoubles().Zip(b.ToDoubles(), (x, y) => Math.Abs(x - y)).Where(double.IsFinite).ToArray();
        return differences.Length > 0 ? differences.Max() : DataValue.Null;
    }
}
