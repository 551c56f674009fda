using FsCheck;
using FsCheck.Fluent;
using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

/// <summary>Laws that hold for arbitrary data.</summary>
public sealed class FramePropertyTests
{
    private static readonly string[][] KeySets = [["small"], ["real"], ["text, \"odd\" name"], ["flag", "small", "narrow"], ["time", "took"]];
    private static readonly bool[] Directions = [false, true];
    private static readonly string[] NumericColumns = ["real", "narrow", "small", "large", "flag"];
    private static readonly double[] Fractions = [0, 0.1, 0.5, 0.99, 1];

    [Fact]
    public void Sort_is_a_stable_ordered_permutation() => Check((seed, rows) =>
    {
        var frame = Frames.Random(seed, rows).With("row", r => r.Index);
        foreach (var column in frame.Columns.Where(c => c.Kind != ValueKind.Array))
        {
            foreach (var descending in Directions)
            {
                var sorted = frame.OrderBy(new SortKey(column.Name, descending));
                var order = sorted.Column<int>("row").ToArray();
                Assert.Equal(Enumerable.Range(0, frame.RowCount), order.Order());
                for (var i = 1; i < order.Length; i++)
                {
                    var (before, after) = (column[order[i - 1]], column[order[i]]);
                    var compared = Rank(before) != Rank(after) ? Rank(before) - Rank(after) : Compare(before, after) * (descending ? -1 : 1);
                    Assert.True(compared < 0 || (compared == 0 && order[i - 1] < order[i]), $"{column.Name}: {before} before {after}");
                }
            }
        }
    });

    [Fact]
    public void Sort_by_several_keys_is_the_sort_by_each_in_turn() => Check((seed, rows) =>
    {
        var frame = Frames.Random(seed, rows).With("row", r => r.Index);
        var expected = frame.OrderBy("real").OrderBy(SortKey.Descending("flag")).OrderBy("small");
        Frames.AssertSame(expected, frame.OrderBy("small", SortKey.Descending("flag"), "real"));
    });

    [Fact]
    public void Groups_partition_the_rows() => Check((seed, rows) =>
    {
        var frame = Frames.Random(seed, rows).With("row", r => r.Index);
        foreach (var keys in KeySets)
        {
            var grouped = frame.GroupBy(keys);
            var seen = grouped.Groups.SelectMany(g => g.Frame.Column<int>("row").ToArray()).ToArray();
            Assert.Equal(Enumerable.Range(0, frame.RowCount), seen.Order());
            var distinct = new HashSet<string>();
            foreach (var group in grouped.Groups)
            {
                var key = Key(group.Frame.Rows[0], keys);
                Assert.All(group.Frame.Rows, r => Assert.Equal(key, Key(r, keys)));
                Assert.True(distinct.Add(key));
            }

            Assert.Equal(grouped.Groups.Select(g => g.Frame.RowCount), grouped.Count().Column<int>("count").ToArray());
        }
    });

    [Fact]
    public void Aggregates_agree_with_the_statistics_of_each_group() => Check((seed, rows) =>
    {
        var frame = Frames.Random(seed, rows);
        foreach (var name in NumericColumns)
        {
            var grouped = frame.GroupBy("text, \"odd\" name");
            var result = grouped.Aggregate(
                Aggregate.Sum(name, "sum"), Aggregate.Mean(name, "mean"), Aggregate.Std(name, "std"), Aggregate.Median(name, "median"),
                Aggregate.Min(name, "min"), Aggregate.Max(name, "max"), Aggregate.First(name, "first"));
            for (var i = 0; i < grouped.GroupCount; i++)
            {
                var column = grouped.Groups[i].Frame[name];
                // Where large values cancel, only their own rounding is a fair measure.
                var scale = column.ToDoubles().Where(double.IsFinite).Sum(Math.Abs);
                Close(column.Sum(), result[i, "sum"], scale);
                Close(column.Mean(), result[i, "mean"], scale);
                Close(column.Std(), result[i, "std"], scale);
                Close(column.Median(), result[i, "median"]);
                Close(column.Min(), result[i, "min"]);
                Close(column.Max(), result[i, "max"]);
                Frames.AssertSame(column.FirstOrDefault(v => !v.IsNull), result[i, "first"], name);
            }
        }
    });

    [Fact]
    public void Join_agrees_with_nested_loops() => Check((seed, rows) =>
    {
        var left = Frames.Random(seed, rows, false).Select("small", "flag", "real").With("l", r => r.Index);
        var right = Frames.Random(seed + 1, rows / 2, false).Select("small", "flag", "text, \"odd\" name").With("r", r => r.Index);
        foreach (var kind in Enum.GetValues<JoinKind>())
        {
            var expected = new List<(int? L, int? R)>();
            foreach (var l in left.Rows)
            {
                var matches = right.Rows.Where(r => Matches(l, r)).ToArray();
                expected.AddRange(matches.Select(r => ((int?)l.Index, (int?)r.Index)));
                if (matches.Length == 0 && kind is JoinKind.Left or JoinKind.FullOuter)
                {
                    expected.Add((l.Index, null));
                }
            }

            if (kind is JoinKind.Right or JoinKind.FullOuter)
            {
                expected.AddRange(right.Rows.Where(r => !left.Rows.Any(l => Matches(l, r))).Select(r => ((int?)null, (int?)r.Index)));
            }

            var joined = left.Merge(right, ["small", "flag"], kind);
            var actual = joined.Rows.Select(r => (r.Get<int?>("l"), r.Get<int?>("r"))).ToList();
            Assert.Equal(kind == JoinKind.Right ? expected.OrderBy(p => p.R).ThenBy(p => p.L) : expected, actual);
            Assert.All(joined.Rows, row =>
            {
                var source = row["l"].IsNull ? right.Rows[row.Get<int>("r")] : left.Rows[row.Get<int>("l")];
                Assert.True(row["small"].Equals(source["small"]) && row["flag"].Equals(source["flag"]));
            });
        }
    });

    [Fact]
    public void Masks_agree_with_the_comparison_of_each_cell() => Check((seed, rows) =>
    {
        var column = Frames.Random(seed, rows)["real"];
        foreach (var limit in new DataValue[] { 0, -0.0, column.FirstOrDefault(v => !v.IsNull), double.PositiveInfinity, double.NegativeInfinity, double.NaN, DataValue.Null })
        {
            Assert.Equal(column.Select(v => v > limit), column > limit);
            Assert.Equal(column.Select(v => v >= limit), column >= limit);
            Assert.Equal(column.Select(v => v < limit), column < limit);
            Assert.Equal(column.Select(v => v <= limit), column <= limit);
        }
    });

    [Fact]
    public void Filter_concat_and_melt_keep_every_row() => Check((seed, rows) =>
    {
        var frame = Frames.Random(seed, rows);
        var passed = frame.Where(r => r["small"] > 0);
        var rest = frame.Where(r => !(r["small"] > 0));
        Assert.Equal(frame.RowCount, passed.RowCount + rest.RowCount);
        Frames.AssertSame(frame, DataFrame.Concat(frame.Head(rows / 2), frame.Tail(rows - rows / 2)));
        Assert.Equal(2 * frame.RowCount, frame.Melt(["flag"], ["small", "large"]).RowCount);
        Frames.AssertSame(frame.DropNulls(), frame.Where(r => frame.Columns.All(c => !c.IsNull(r.Index))));
    });

    [Fact]
    public void Text_of_any_strings_survives_every_format()
    {
        Prop.ForAll<string?[], string>((texts, name) =>
        {
            var clean = Array.ConvertAll(texts, t => t is null ? null : Clean(t));
            var frame = new DataFrame(
                DataColumn.Create("c" + Clean(name ?? ""), clean.Select(t => t!)), DataColumn.Create("n", clean.Select((_, i) => i)));
            Frames.AssertSame(frame, DataFrame.LoadCsvFromString(frame.ToCsv(new CsvOptions { Describe = true })));
            Frames.AssertSame(frame, DataFrame.LoadJsonLinesFromString(frame.ToJsonLines(new JsonLinesOptions { Describe = true })));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Numbers_of_any_bits_survive_every_format()
    {
        Prop.ForAll<long[]>(bits =>
        {
            var frame = new DataFrame(
                DataColumn.Create("d", bits.Select(b => BitConverter.Int64BitsToDouble(b * 0x1E3779B97F4A7C15))),
                DataColumn.Create("f", bits.Select(b => BitConverter.Int32BitsToSingle((int)(b * 0x1E3779B9)))));
            Frames.AssertSame(frame, DataFrame.LoadCsvFromString(frame.ToCsv(new CsvOptions { Describe = true })));
            Frames.AssertSame(frame, DataFrame.LoadJsonLinesFromString(frame.ToJsonLines(new JsonLinesOptions { Describe = true })));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Quantiles_agree_with_sorting()
    {
        Prop.ForAll<double[]>(values =>
        {
            var finite = values.Where(double.IsFinite).ToArray();
            var column = DataColumn.Create("x", finite);
            var sorted = finite.Order().ToArray();
            foreach (var fraction in Fractions)
            {
                var position = fraction * (sorted.Length - 1);
                var expected = sorted.Length == 0
                    ? double.NaN
                    : sorted[(int)position] * (1 - (position - (int)position)) + sorted[Math.Min(sorted.Length - 1, (int)position + 1)] * (position - (int)position);
                Close(expected, column.Quantile(fraction));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static void Check(Action<int, int> law) =>
        Prop.ForAll<int, byte>((seed, rows) => law(seed & 0xFFFF, rows % 80)).QuickCheckThrowOnFailure();

    // Half surrogate pairs have no UTF-8, and zero bytes end no text but are not worth a law of their own.
    private static string Clean(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static bool Matches(DataRow left, DataRow right) =>
        !left["small"].IsNull && !left["flag"].IsNull && left["small"] == right["small"] && left["flag"] == right["flag"];

    private static string Key(DataRow row, string[] keys) => string.Join("|", keys.Select(k => row[k].IsNull ? "(null)" : row[k] == 0.0 ? "0" : $"'{row[k]}'"));

    private static int Rank(DataValue value) => value.IsNull ? 2 : value.IsNaN ? 1 : 0;

    private static int Compare(DataValue a, DataValue b) => a < b ? -1 : a > b ? 1 : 0;

    private static void Close(double expected, DataValue actual, double scale = 0)
    {
        var value = actual.AsDouble();
        // Sums in another order may differ in the last bits, and at the edge of the range in overflowing at all.
        var isClose = expected.Equals(value) || Math.Abs(expected - value) <= 1e-9 * Math.Max(Math.Abs(expected), Math.Abs(value)) + 1e-13 * scale
            || !double.IsFinite(expected) || !double.IsFinite(value) || Math.Abs(expected) < 1e-300;
        Assert.True(isClose, $"{expected} and {value}");
    }
}
