using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

/// <summary>Frames that hold everything that goes wrong: nulls, NaN, infinities, odd texts, arrays.</summary>
internal static class Frames
{
    private static readonly string?[] OddTexts =
        ["", " ", "a", "NaN", "null", "12", "1.5", "true", "a,b", "he said \"no\"", "line\nbreak", "tab\t", "#5", "μm", "🙂", "\r", null, "2026-11-21", "00:01:00", "'x'"];

    /// <summary>A frame with every kind of column; the same seed gives the same frame.</summary>
    public static DataFrame Random(int seed, int rows, bool arrays = true)
    {
        var random = new Random(seed);
        var builder = new DataFrameBuilder()
            .AddColumn<double>("real", "mm", ColumnRole.Setpoint, "stage 1")
            .AddColumn<float>("narrow")
            .AddColumn<int>("small", null, ColumnRole.Index)
            .AddColumn<long>("large")
            .AddColumn<bool>("flag")
            .AddColumn<string>("text, \"odd\" name")
            .AddColumn<DateTimeOffset>("time", null, ColumnRole.Time)
            .AddColumn<TimeSpan>("took", "s");
        if (arrays)
        {
            builder.AddColumn(typeof(ushort[]), new ColumnInfo("image") { Shape = [2, 3], Role = ColumnRole.Detector });
            builder.AddColumn<double[]>("spectrum");
        }

        for (var row = 0; row < rows; row++)
        {
            DataValue[] cells =
            [
                Maybe(random, () => Real(random)), Maybe(random, () => (float)Real(random)), Maybe(random, () => random.Next(-3, 3)),
                Maybe(random, () => random.NextInt64(long.MinValue, long.MaxValue)), Maybe(random, () => random.Next(2) == 0),
                OddTexts[random.Next(OddTexts.Length)],
                Maybe(random, () => new DateTimeOffset(random.NextInt64(DateTimeOffset.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.Zero)),
                Maybe(random, () => new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue))),
            ];
            DataValue[] more = arrays
                ? [Maybe(random, () => DataValue.From(Enumerable.Range(0, 6).Select(i => (ushort)random.Next(65536)).ToArray())),
                    Maybe(random, () => DataValue.From(new[] { Real(random), Real(random) }))]
                : [];
            builder.Append([.. cells, .. more]);
        }

        builder.Metadata = new Dictionary<string, object?> { ["scan"] = "first, \"run\"", ["points"] = (long)rows, ["gain"] = 10.0, ["ok"] = true, ["none"] = null };
        return builder.Snapshot();
    }

    public static double Real(Random random) => random.Next(8) switch
    {
        0 => double.NaN,
        1 => random.Next(2) == 0 ? double.PositiveInfinity : double.NegativeInfinity,
        2 => random.Next(-5, 5),
        3 => random.Next(2) == 0 ? -0.0 : 1e15 + random.Next(100) / 10.0,
        4 => BitConverter.Int64BitsToDouble(random.NextInt64()),
        _ => random.NextDouble() * Math.Pow(10, random.Next(-20, 20)),
    };

    /// <summary>Exact equality: kinds, descriptions, nulls, and bits (NaN equals NaN, times by instant).</summary>
    public static void AssertSame(DataFrame expected, DataFrame actual)
    {
        Assert.Equal(expected.Columns.Names, actual.Columns.Names);
        Assert.Equal(expected.RowCount, actual.RowCount);
        foreach (var (left, right) in expected.Columns.Zip(actual.Columns))
        {
            Assert.Equal(left.ElementType, right.ElementType);
            Assert.Equal((left.Unit, left.Role, left.Source), (right.Unit, right.Role, right.Source));
            for (var row = 0; row < left.Count; row++)
            {
                AssertSame(left[row], right[row], $"{left.Name}[{row}]");
            }
        }
    }

    public static void AssertSame(DataValue expected, DataValue actual, string where)
    {
        if (expected.Kind == ValueKind.Array && actual.Kind == ValueKind.Array)
        {
            Assert.Equal(expected.ToObject(), actual.ToObject());
            return;
        }

        Assert.True(expected.Kind == actual.Kind && expected.Equals(actual), $"{where}: {CellText.Of(expected)} became {CellText.Of(actual)}");
    }

    private static DataValue Maybe<T>(Random random, Func<T> value) => random.Next(6) == 0 ? DataValue.Null : DataValue.From(value());
}
