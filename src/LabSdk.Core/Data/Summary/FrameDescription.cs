namespace LabSdk.Data;

/// <summary>Computes the description of a frame, one column per task.</summary>
internal static class FrameDescription
{
    private const int WorthTasks = 100_000;

    private static readonly string[] Rows = ["count", "null", "nan", "mean", "std", "min", "25%", "50%", "75%", "max"];

    public static DataFrame Of(DataFrame frame)
    {
        var numeric = frame.Columns.Where(column => column.IsNumeric && column.Name != "statistic").ToArray();
        var figures = new double[numeric.Length][];
        if (frame.RowCount >= WorthTasks)
        {
            Parallel.For(0, numeric.Length, i => figures[i] = Figures(numeric[i]));
        }
        else
        {
            for (var i = 0; i < numeric.Length; i++)
            {
                figures[i] = Figures(numeric[i]);
            }
        }

        var columns = numeric.Select((column, i) =>
            (DataColumn)new DataColumn<double>(new ColumnInfo(column.Name) { Unit = column.Unit, Source = column.Source }, figures[i]));
        return new DataFrame([DataColumn.Create("statistic", Rows), .. columns]);
    }

    private static double[] Figures(DataColumn column)
    {
        var recorded = column.Numbers("Description");
        var numbers = WithoutNaN(recorded).Span;
        var quartiles = Statistics.Quantiles(numbers, [0.25, 0.5, 0.75]);
        return
        [
            recorded.Length, column.NullCount, recorded.Length - numbers.Length,
            Statistics.Mean(numbers), Math.Sqrt(Statistics.Variance(numbers)), Statistics.Min(numbers),
            quartiles[0], quartiles[1], quartiles[2], Statistics.Max(numbers),
        ];
    }

    private static ReadOnlyMemory<double> WithoutNaN(ReadOnlyMemory<double> values) =>
        Statistics.ContainsNaN(values.Span) ? Array.FindAll(values.ToArray(), value => !double.IsNaN(value)) : values;
}
