using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

/// <summary>Every operation accepts a frame without rows and a frame without columns.</summary>
public sealed class EmptyFrameTests
{
    public static TheoryData<string> Operations() => [.. All.Keys];

    private static readonly Dictionary<string, Func<DataFrame, DataFrame>> All = new()
    {
        ["head"] = f => f.Head(), ["tail"] = f => f.Tail(), ["slice"] = f => f.Slice(0, 0), ["sample"] = f => f.Sample(3),
        ["info"] = f => f.Info(), ["description"] = f => f.Description(), ["where"] = f => f.Where(r => r["real"] > 3),
        ["typed where"] = f => f.Where("real", (double x) => x > 3), ["mask"] = f => f.Filter(ReadOnlySpan<bool>.Empty),
        ["rows"] = f => f.Filter(ReadOnlySpan<int>.Empty), ["order"] = f => f.OrderBy("real", "text, \"odd\" name"),
        ["order none"] = f => f.OrderBy(), ["descending"] = f => f.OrderByDescending("flag"),
        ["group"] = f => f.GroupBy("small", "flag").Mean(), ["group text"] = f => f.GroupBy("text, \"odd\" name").Last(),
        ["aggregate"] = f => f.GroupBy("small").Aggregate(Aggregate.Count(), Aggregate.Median("real"), Aggregate.Std("real"), Aggregate.Custom("real", "c", c => c.Sum())),
        ["groups"] = f => DataFrame.Concat(f.GroupBy("small").Groups.Select(g => g.Frame).Prepend(f)),
        ["join"] = f => f.Join(f, "small"), ["left"] = f => f.Join(f, "small", JoinKind.Left), ["outer"] = f => f.Merge(f, ["small", "real"], JoinKind.FullOuter),
        ["melt"] = f => f.Melt(["flag"], ["small"]), ["drop nulls"] = f => f.DropNulls(), ["fill"] = f => f.FillNulls(1), ["nan"] = f => f.NaNToNull(),
        ["concat"] = f => DataFrame.Concat(f, f), ["with"] = f => f.With("n", r => r["real"] * 2), ["with typed"] = f => f.With("n", r => 1.0),
        ["arrays"] = f => DataFrame.FromArrays(f.ToArrays()),
        ["csv"] = f => DataFrame.LoadCsvFromString(f.ToCsv(new CsvOptions { Describe = true })),
        ["plain csv"] = f => DataFrame.LoadCsvFromString(f.ToCsv()),
        ["json"] = f => DataFrame.LoadJsonLinesFromString(f.ToJsonLines(new JsonLinesOptions { Describe = true })),
        ["plain json"] = f => DataFrame.LoadJsonLinesFromString(f.ToJsonLines()),
        ["npz"] = Npz,
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Frame_without_rows_is_accepted(string operation)
    {
        var result = All[operation](Frames.Random(1, 0));
        if (operation is not ("info" or "description"))
        {
            Assert.Equal(0, result.RowCount);
        }

        Assert.NotEmpty(result.ToText());
        // And one row of nothing but nulls, with one of the same after it.
        var nulls = new DataFrameBuilder().AddColumn<double>("real").AddColumn<int>("small").AddColumn<bool>("flag").AddColumn<string>("text, \"odd\" name");
        nulls.Append(null, null, null, null);
        if (operation is not ("mask" or "rows"))
        {
            Assert.NotEmpty(All[operation](nulls.Snapshot()).ToText());
        }
    }

    [Fact]
    public void Frame_without_columns_is_accepted()
    {
        var empty = DataFrame.Empty;
        foreach (var frame in new[] { empty.Head(), empty.Sample(2), empty.DropNulls(), empty.FillNulls(0), empty.OrderBy(), empty.Where(_ => true),
            empty.Melt([]).Drop("variable", "value"), DataFrame.Concat(), DataFrame.LoadCsvFromString(""), DataFrame.LoadCsvFromString("\n"), DataFrame.LoadJsonLinesFromString(""), Npz(empty) })
        {
            Assert.Equal(0, frame.RowCount);
            Assert.NotEmpty(frame.ToString());
        }

        Assert.Equal("", empty.ToCsv());
        Assert.Equal(0, empty.Info().RowCount);
    }

    [Fact]
    public void Statistics_of_nothing_are_NaN_and_their_sum_is_0()
    {
        foreach (var column in new DataColumn[] { DataColumn.Create("x", Array.Empty<double>()), DataColumn.Create("x", new double?[] { null }), DataColumn.Create("x", new int?[] { null, null }) })
        {
            Assert.Equal(0, column.Sum());
            Assert.All([column.Mean(), column.Std(), column.Min(), column.Max(), column.Median(), column.Variance(), column.Quantile(0.1)], v => Assert.True(double.IsNaN(v)));
            Assert.Equal((-1, -1), (column.ArgMax(), column.ArgMin()));
        }

        Assert.True(double.IsNaN(DataColumn.Create("x", [double.NaN]).Max()));
        Assert.Equal(double.NegativeInfinity, DataColumn.Create("x", [double.NegativeInfinity, double.NaN]).Max());
        Assert.Equal(double.PositiveInfinity, DataColumn.Create("x", [double.PositiveInfinity, 1]).Sum());
        Assert.True(double.IsNaN(DataColumn.Create("x", [1.0]).Std()));
    }

    [Fact]
    public void Sums_keep_small_values_beside_large_ones()
    {
        var values = Enumerable.Range(0, 1001).SelectMany(_ => new[] { 1e16, 0.5, -1e16 }).ToArray();
        Assert.Equal(500.5, DataColumn.Create("x", values).Sum());
        Assert.Equal(500.5, DataFrame.Of(("k", new int[values.Length]), ("x", values)).GroupBy("k").Sum("x")[0, "x"].AsDouble());
        Assert.Equal(double.PositiveInfinity, DataColumn.Create("x", [double.MaxValue, double.MaxValue, 1, 2, 3, 4, 5]).Sum());
        Assert.True(double.IsNaN(DataColumn.Create("x", [double.PositiveInfinity, double.NegativeInfinity, 1, 2, 3]).Sum()));
    }

    private static DataFrame Npz(DataFrame frame)
    {
        using var stream = new MemoryStream();
        frame.SaveNpz(stream);
        stream.Position = 0;
        return DataFrame.LoadNpz(stream);
    }
}
