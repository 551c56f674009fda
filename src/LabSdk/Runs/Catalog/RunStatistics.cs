using LabSdk.Data;

namespace LabSdk;

/// <summary>The numbers of two runs, column by column.</summary>
internal static class RunStatistics
{
    public const string RowByRow = "row by row";
    public const string Values = "values";

    private static readonly string[] OfEach = [Values, "mean", "std", "min", "max"];

    public static DataFrame Of(DataFrame reference, DataFrame other)
    {
        var frame = new DataFrameBuilder();
        foreach (var name in new[] { "column", "unit", "statistic" })
        {
            frame.AddColumn(typeof(string), new ColumnInfo(name));
        }

        foreach (var name in new[] { "reference", "other", "difference" })
        {
            frame.AddColumn(typeof(double), new ColumnInfo(name));
        }

        var isAligned = IsAligned(reference, other);
        foreach (var (mine, theirs) in Common(reference, other))
        {
            var unit = mine.Unit is { } known ? (DataValue)known : DataValue.Null;
            foreach (var (name, first, second) in OfEach.Zip(Numbers(Finite(mine)), Numbers(Finite(theirs))))
            {
                frame.Append(mine.Name, name == Values ? DataValue.Null : unit, name, Known(first), Known(second), Known(second - first));
            }

            frame.Append(mine.Name, unit, RowByRow, DataValue.Null, DataValue.Null, isAligned ? Largest(mine, theirs) : DataValue.Null);
        }

        return frame.Snapshot();
    }

    /// <summary>Numeric columns that both have.</summary>
    public static IEnumerable<(DataColumn Reference, DataColumn Other)> Common(DataFrame reference, DataFrame other) =>
        from mine in reference.Columns
        where mine.IsNumeric
        join theirs in other.Columns.Where(column => column.IsNumeric) on mine.Name equals theirs.Name
        select (mine, theirs);

    // The same targets in the same order: row and row belong together.
    private static bool IsAligned(DataFrame reference, DataFrame other)
    {
        var (mine, theirs) = (Targets(reference), Targets(other));
        return reference.RowCount == other.RowCount && mine.Length == theirs.Length
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

    private static DataValue Known(double value) => double.IsNaN(value) ? DataValue.Null : value;

    private static DataValue Largest(DataColumn mine, DataColumn theirs)
    {
        var differences = mine.ToDoubles().Zip(theirs.ToDoubles(), (x, y) => Math.Abs(x - y)).Where(double.IsFinite).ToArray();
        return differences.Length > 0 ? differences.Max() : DataValue.Null;
    }
}
