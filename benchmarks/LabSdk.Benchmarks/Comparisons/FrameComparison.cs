using LabSdk.Benchmarks.Harness;
using LabSdk.Data;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>Frame operations on the same data as in pandas, and the cost of a row while a scan runs.</summary>
internal sealed class FrameComparison : IComparison
{
    private const int Rows = 1_000_000;
    private const int CsvRows = 100_000;
    private const int Rounds = 7;

    public string Name => "frame operations against pandas";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        using var pandas = new PandasDialog(peers, Rows, CsvRows);
        var frame = Create(Rows);
        var table = frame.Head(CsvRows);
        var csv = table.ToCsv();
        var version = await pandas.VersionAsync(cancellationToken);
        var rows = new List<ComparisonRow>();
        foreach (var (operation, size, ratio, ours) in Operations(frame, table, csv))
        {
            var (mine, theirs) = (new double[Rounds], new double[Rounds]);
            for (var round = -2; round < Rounds; round++)
            {
                var seconds = Measure.Seconds(ours);
                var peer = await pandas.SecondsAsync(operation, cancellationToken);
                if (round >= 0)
                {
                    (mine[round], theirs[round]) = (seconds, peer);
                }
            }

            rows.Add(ComparisonRow.Rate($"frame: {operation}, {size:N0} rows",
                size / Measure.Median(mine) / 1e6, size / Measure.Median(theirs) / 1e6, "M rows/s", ratio, $"pandas {version}, 5 columns"));
        }

        rows.AddRange(Appending());
        return rows;
    }

    private static (string Operation, int Rows, double Ratio, Action Ours)[] Operations(DataFrame frame, DataFrame table, string csv) =>
    [
        ("filter", Rows, 1, () => frame.Filter(frame["signal"] > 0.5)),
        ("sort", Rows, 1, () => frame.OrderBy("position")),
        ("sort two keys", Rows, 1, () => frame.OrderBy("channel", "signal")),
        ("group number", Rows, 1, () => frame.GroupBy("channel").Mean("signal", "reference")),
        ("group text", Rows, 1, () => frame.GroupBy("sample").Aggregate(
            Aggregate.Mean("signal"), Aggregate.Std("signal"), Aggregate.Min("signal"), Aggregate.Max("signal"))),
        ("describe", Rows, 1, () => frame.Description()),
        ("csv write", CsvRows, 5, () => table.ToCsv()),
        ("csv read", CsvRows, 0.75, () => DataFrame.LoadCsvFromString(csv)),
    ];

    private static DataFrame Create(int rows)
    {
        var random = new Random(7);
        var samples = Enumerable.Range(0, 50).Select(i => $"sample {i}").ToArray();
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        T[] Fill<T>(Func<T> next) => [.. Enumerable.Range(0, rows).Select(_ => next())];
        return DataFrame.Of(
            ("position", Fill(() => random.NextDouble() * 100)),
            ("signal", Fill(Normal)),
            ("reference", Fill(random.NextDouble)),
            ("channel", Fill(() => random.NextInt64(1000))),
            ("sample", Fill(() => samples[random.Next(50)])));
    }

    /// <summary>The first and the last tenth of 100,000 rows of five columns, a snapshot after each row.</summary>
    private static IEnumerable<ComparisonRow> Appending()
    {
        const int rows = 100_000;
        const int part = rows / 10;
        var (first, last) = (new double[Rounds], new double[Rounds]);
        for (var round = -1; round < Rounds; round++)
        {
            var builder = new DataFrameBuilder();
            foreach (var name in new[] { "a", "b", "c", "d", "e" })
            {
                builder.AddColumn<double>(name);
            }

            void Append(int count)
            {
                for (var i = 0; i < count; i++)
                {
                    builder.Append(i, 1.5, 2.5, 3.5, null);
                }
            }

            var start = Measure.Seconds(() => Append(part));
            Append(rows - 2 * part);
            var end = Measure.Seconds(() => Append(part));
            if (round >= 0)
            {
                (first[round], last[round]) = (start, end);
            }
        }

        yield return ComparisonRow.Limit("frame: append a row of 5 columns", Measure.Median(last) / part * 1e6, 5, "us", "last tenth of 100,000 rows");
        yield return ComparisonRow.Limit("frame: last tenth against first tenth", Measure.Median(last) / Measure.Median(first), 1.2, "x", "flat cost");
    }
}
