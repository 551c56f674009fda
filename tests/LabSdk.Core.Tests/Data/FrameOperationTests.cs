using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

public sealed class FrameOperationTests
{
    private static DataFrame Sample() => DataFrame.Of(
        ("k", new[] { "a", "b", null, "a", null, "b" }),
        ("x", new double?[] { 3, 1, double.NaN, null, -1, double.PositiveInfinity }),
        ("n", new[] { 1, 2, 3, 4, 5, 6 }));

    [Fact]
    public void Where_treats_null_and_NaN_as_documented()
    {
        Assert.Equal(["3", "inf"], Values(Sample().Where(r => r["x"] > 2), "x"));
        Assert.Equal(["null"], Values(Sample().Where(r => r["x"] == null), "x"));
        Assert.Equal(5, Sample().Where(r => r["x"] != null).RowCount);
        Assert.Equal(["a", "a"], Values(Sample().Where(r => r["k"] == "a"), "k"));
        Assert.Equal(["-1", "1", "3", "inf"], Values(Sample().Where("x", (double x) => !double.IsNaN(x)).OrderBy("x"), "x"));
        Assert.Equal(["2", "4"], Values(Sample().Where(r => r["n"] % 2 == 0 && r["n"] / 2 < 2.5), "n"));
    }

    [Fact]
    public void Comparing_text_with_a_number_says_so()
    {
        var error = Assert.Throws<DataFrameException>(() => Sample().Where(r => r["k"] > 3));
        Assert.Equal("A text cannot be compared with a number.", error.Problem);
    }

    [Fact]
    public void Filter_by_mask_by_position_and_by_column()
    {
        var frame = Sample();
        Assert.Equal(["1", "6"], Values(frame.Filter([true, false, false, false, false, true]), "n"));
        Assert.Equal(["6", "1", "1"], Values(frame.Filter([5, 0, 0]), "n"));
        Assert.Equal(["2"], Values(frame.With("odd", r => r["n"] == 2).Filter(frame.With("odd", r => r["n"] == 2)["odd"]), "n"));
        Assert.Throws<DataFrameException>(() => frame.Filter([true]));
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.Filter([6]));
    }

    [Fact]
    public void Sorting_puts_NaN_after_numbers_and_nulls_last()
    {
        Assert.Equal(["-1", "1", "3", "inf", "NaN", "null"], Values(Sample().OrderBy("x"), "x"));
        Assert.Equal(["inf", "3", "1", "-1", "NaN", "null"], Values(Sample().OrderByDescending("x"), "x"));
        Assert.Equal(["null", "-1", "1", "3", "inf", "NaN"], Values(Sample().OrderBy(new SortKey("x", NullsFirst: true)), "x"));
        Assert.Equal(["4", "1", "6", "2", "5", "3"], Values(Sample().OrderBy("k", SortKey.Descending("n")), "n"));
    }

    [Fact]
    public void Groups_keep_null_apart_and_appear_in_order()
    {
        var grouped = Sample().GroupBy("k").Aggregate(
            Aggregate.Count(), Aggregate.CountOf("x"), Aggregate.Sum("n"), Aggregate.Mean("x"), Aggregate.Min("x"), Aggregate.Max("x"),
            Aggregate.First("x"), Aggregate.Last("n"), Aggregate.Median("n"), Aggregate.Std("n"),
            Aggregate.Custom("n", "span", c => c.Max() - c.Min()));
        Assert.Equal(["a", "b", "null"], Values(grouped, "k"));
        Assert.Equal(["2", "2", "2"], Values(grouped, "count"));
        Assert.Equal(["1", "2", "2"], Values(grouped, "x_count"));
        Assert.Equal(["5", "8", "8"], Values(grouped, "n_sum"));
        Assert.Equal(["3", "inf", "NaN"], Values(grouped, "x_mean"));
        Assert.Equal(["3", "1", "-1"], Values(grouped, "x_min"));
        Assert.Equal(["3", "inf", "-1"], Values(grouped, "x_max"));
        Assert.Equal(["3", "1", "NaN"], Values(grouped, "x_first"));
        Assert.Equal(["4", "6", "5"], Values(grouped, "n_last"));
        Assert.Equal(["2.5", "4", "4"], Values(grouped, "n_median"));
        Assert.Equal(["3", "4", "2"], Values(grouped, "span"));
        Assert.Equal(["2.12132", "2.828427", "1.414214"], Values(grouped, "n_std"));
    }

    [Fact]
    public void Groups_without_values_give_null()
    {
        var frame = DataFrame.Of(("k", new[] { 1, 2 }), ("x", new double?[] { null, 5 }));
        Assert.Equal(["null", "5"], Values(frame.GroupBy("k").Mean("x"), "x"));
        Assert.Equal(["0", "5"], Values(frame.GroupBy("k").Sum("x"), "x"));
        Assert.Equal(["null", "5"], Values(frame.GroupBy("k").Median(), "x"));
        Assert.Equal(["null", "5"], Values(frame.GroupBy("k").Min(), "x"));
        Assert.Equal(["null", "NaN"], Values(frame.GroupBy("k").Std(), "x"));
    }

    [Fact]
    public void NaN_and_signed_zero_make_one_group_each()
    {
        var frame = DataFrame.Of(("x", new[] { 0.0, -0.0, double.NaN, BitConverter.Int64BitsToDouble(-1), 1 }));
        Assert.Equal(["2", "2", "1"], Values(frame.GroupBy("x").Count(), "count"));
    }

    [Fact]
    public void Groups_hold_their_rows()
    {
        var groups = Sample().GroupBy("k").Groups;
        Assert.Equal(3, groups.Count);
        Assert.Equal("b", groups[1].Key["k"].ToString());
        Assert.Equal(["2", "6"], Values(groups[1].Frame, "n"));
    }

    [Fact]
    public void Joins_keep_what_their_kind_says()
    {
        var left = DataFrame.Of(("k", new int?[] { 1, 2, null, 2 }), ("v", new[] { 10, 20, 30, 40 }));
        var right = DataFrame.Of(("k", new int?[] { 2, 3, null }), ("v", new[] { 1.5, 2.5, 3.5 }));
        string Show(JoinKind kind) => string.Join(" ", left.Join(right, "k", kind).Rows.Select(r => $"{r["k"]}:{r["v_left"]}:{r["v_right"]}"));
        Assert.Equal("2:20:1.5 2:40:1.5", Show(JoinKind.Inner));
        Assert.Equal("1:10: 2:20:1.5 :30: 2:40:1.5", Show(JoinKind.Left));
        Assert.Equal("2:20:1.5 2:40:1.5 3::2.5 ::3.5", Show(JoinKind.Right));
        Assert.Equal("1:10: 2:20:1.5 :30: 2:40:1.5 3::2.5 ::3.5", Show(JoinKind.FullOuter));
    }

    [Fact]
    public void Merge_on_several_keys_of_other_names_and_kinds()
    {
        var left = DataFrame.Of(("a", new[] { 1, 1, 2 }), ("b", new[] { "x", "y", "x" }));
        var right = DataFrame.Of(("c", new[] { 1.0, 2.0 }), ("b", new[] { "y", "x" }), ("z", new[] { true, false }));
        var merged = left.Merge(right, ["a", "b"], ["c", "b"]);
        Assert.Equal(["a", "b", "c", "z"], merged.Columns.Names);
        Assert.Equal(["true", "false"], Values(merged, "z"));
        var error = Assert.Throws<DataFrameException>(() => left.Merge(right, ["b"], ["c"]));
        Assert.Equal(DataErrorIds.WrongKind, error.ErrorId);
    }

    [Fact]
    public void Melt_turns_columns_into_rows()
    {
        var frame = DataFrame.Of(("t", new[] { 1, 2 }), ("a", new double?[] { 1.5, null }), ("b", new[] { 3, 4 }));
        var melted = frame.Melt(["t"]);
        Assert.Equal(["1", "2", "1", "2"], Values(melted, "t"));
        Assert.Equal(["a", "a", "b", "b"], Values(melted, "variable"));
        Assert.Equal(["1.5", "null", "3", "4"], Values(melted, "value"));
        Assert.Equal(3, frame.Melt(["t"], dropNulls: true).RowCount);
        Assert.Equal(2, frame.Melt(["t", "a"], ["b"], "what", "much").RowCount);
    }

    [Fact]
    public void Nulls_are_dropped_and_filled()
    {
        var frame = DataFrame.Of(("a", new int?[] { 1, null, null }), ("b", new[] { null, "x", null }));
        Assert.Equal(0, frame.DropNulls().RowCount);
        Assert.Equal(2, frame.DropNulls(DropNullOptions.All).RowCount);
        Assert.Equal(1, frame.DropNulls(DropNullOptions.Any, "a").RowCount);
        Assert.Equal(["1", "7", "7"], Values(frame.FillNulls(7), "a"));
        Assert.Equal(["null", "x", "null"], Values(frame.FillNulls(7), "b"));
        Assert.Throws<DataFrameException>(() => frame.FillNulls(7, "b"));
        Assert.Equal(1, DataFrame.Of(("x", new[] { 1, double.NaN })).NaNToNull().DropNulls().RowCount);
    }

    [Fact]
    public void Concat_meets_by_name_and_refuses_other_units()
    {
        var a = new DataFrame(DataColumn.Create("x", [1, 2], "mm"));
        var b = new DataFrame(DataColumn.Create("x", [2.5], "mm"), DataColumn.Create("y", ["new"]));
        var both = DataFrame.Concat(a, b);
        Assert.Equal(["1", "2", "2.5"], Values(both, "x"));
        Assert.Equal(["null", "null", "new"], Values(both, "y"));
        Assert.Equal("mm", both["x"].Unit);
        var error = Assert.Throws<DataFrameException>(() => DataFrame.Concat(a, new DataFrame(DataColumn.Create("x", [1], "um"))));
        Assert.Equal(DataErrorIds.UnitMismatch, error.ErrorId);
        Assert.Equal(3, a.Append(9).RowCount);
    }

    [Fact]
    public void Select_drop_rename_with()
    {
        var frame = Sample();
        Assert.Equal(["n", "k"], frame.Select("n", "k").Columns.Names);
        Assert.Equal(["x"], frame.Drop("n", "k").Columns.Names);
        Assert.Equal(["k", "y", "n"], frame.Rename("x", "y").Columns.Names);
        Assert.Throws<DataFrameException>(() => frame.Rename("x", "n"));
        var computed = frame.With("twice", r => r["n"] * 2).With("share", r => r["x"] / r["n"], "1");
        Assert.Equal(ValueKind.Long, computed["twice"].Kind);
        Assert.Equal(["3", "0.5", "NaN", "null", "-0.2", "inf"], Values(computed, "share"));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], Values(frame.With("x", r => r.Get<int>("n")), "x"));
    }

    [Fact]
    public void Description_counts_null_and_NaN_apart()
    {
        var d = Sample().Description();
        string At(string statistic, string column) => Values(d.Where(r => r["statistic"] == statistic), column)[0];
        Assert.Equal(["statistic", "x", "n"], d.Columns.Names);
        Assert.Equal(("5", "1", "1"), (At("count", "x"), At("null", "x"), At("nan", "x")));
        Assert.Equal(("3.5", "1.870829", "1", "2.25", "3.5", "4.75", "6"),
            (At("mean", "n"), At("std", "n"), At("min", "n"), At("25%", "n"), At("50%", "n"), At("75%", "n"), At("max", "n")));
    }

    [Fact]
    public void Columns_convert_without_loss_or_not_at_all()
    {
        var frame = DataFrame.Of(("n", new[] { 1, 2 }), ("x", new[] { 1.5, 2 }), ("s", new[] { "1.5", null }), ("big", new[] { (1L << 53) + 1, 0 }));
        Assert.Equal([1.0, 2.0], frame["n"].As<double>().ToArray());
        Assert.Equal(1.5, frame["s"].As<double>().Get(0));
        Assert.Equal("2.0", NumberText.ToText(frame["x"].As<double>().Get(1)));
        Assert.Contains("row 0", Assert.Throws<DataFrameException>(() => frame["x"].As<int>()).Message);
        Assert.Throws<DataFrameException>(() => frame["big"].As<double>());
        Assert.Equal("2", frame["n"].As<string>().Get(1));
    }

    [Fact]
    public void Columns_calculate_and_compare_as_a_whole()
    {
        var frame = Sample();
        Assert.Equal(["1", "6"], Values(frame.Filter(frame["x"] > 2), "n"));
        Assert.Equal(["1", "4"], Values(frame.Filter(frame["k"] <= "a"), "n"));
        foreach (var limit in new[] { 1, 2, 3, double.PositiveInfinity, double.NegativeInfinity, double.NaN })
        {
            Assert.Equal(frame["x"].Select(v => v > limit), frame["x"] > limit);
            Assert.Equal(frame["x"].Select(v => v >= limit), frame["x"] >= limit);
            Assert.Equal(frame["x"].Select(v => v < limit), frame["x"] < limit);
            Assert.Equal(frame["x"].Select(v => v <= limit), frame["x"] <= limit);
        }

        var ratio = frame["x"] / frame["n"];
        Assert.Equal("x / n", ratio.Name);
        Assert.Equal(["3", "0.5", "NaN", "null", "-0.2", "inf"], Values(new DataFrame(ratio.Rename("r")), "r"));
        Assert.Equal([3.0, 5, 7, 9, 11, 13], (frame["n"] * 2 + 1).ToArray());
        Assert.Equal("mm", (DataColumn.Create("a", [1.0], "mm") - DataColumn.Create("b", [2.0], "mm")).Unit);
        Assert.Null((DataColumn.Create("a", [1.0], "mm") * DataColumn.Create("b", [2.0], "mm")).Unit);
        Assert.Throws<DataFrameException>(() => frame["k"] + frame["n"]);
        Assert.Throws<DataFrameException>(() => frame["n"] + frame.Head(2)["n"]);
    }

    private static string[] Values(DataFrame frame, string column) =>
        [.. frame[column].Select(value => value.Kind == ValueKind.Double && double.IsPositiveInfinity(value.AsDouble()) ? "inf" : CellText.Of(value))];
}
