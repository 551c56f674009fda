using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

public sealed class RecordTests
{
    private enum Side
    {
        Left,
        Right,
    }

    private sealed record Point(double Position, double? MockPowerMeter, string? Label = "none");

    private sealed record Everything(
        byte B, ushort U, long L, float F, decimal D, bool Ok, Side Side, DateTimeOffset Time, TimeSpan Took, double[] Spectrum, Guid Id, char? Letter);

    private sealed class Settable
    {
        public int N { get; set; }

        public string? Text { get; set; }

        public double Computed => N * 2;
    }

    [Fact]
    public void Records_go_in_and_come_back()
    {
        Everything[] items =
        [
            new(1, 65535, long.MinValue, 1.5f, 2.25m, true, Side.Right, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), [1, 2], Guid.Empty, 'x'),
            new(255, 0, 7, float.NaN, -1m, false, Side.Left, DateTimeOffset.MaxValue, TimeSpan.Zero, [], new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), null),
        ];
        var back = DataFrame.From(items).ToRecords<Everything>();
        Assert.Equal(items.Select(i => i with { Spectrum = [] }), back.Select(i => i with { Spectrum = [] }));
        Assert.Equal([1.0, 2.0], back[0].Spectrum);
    }

    [Fact]
    public void Names_meet_without_regard_to_underscores_and_defaults_fill_in()
    {
        var frame = DataFrame.Of(("position", new[] { 1, 2 }), ("mock_power_meter", new double?[] { 1e-6, null }));
        Assert.Equal([new Point(1, 1e-6), new Point(2, null)], frame.ToRecords<Point>());
    }

    [Fact]
    public void Missing_columns_and_nulls_are_explained()
    {
        var missing = Assert.Throws<DataFrameException>(() => DataFrame.Of(("positon", new[] { 1.0 })).ToRecords<Point>());
        Assert.Equal(DataErrorIds.RecordMapping, missing.ErrorId);
        Assert.Contains("positon", missing.Message);
        var isNull = Assert.Throws<DataFrameException>(() =>
            DataFrame.Of(("position", new double?[] { 1, null }), ("MockPowerMeter", new[] { 1.0, 2 })).ToRecords<Point>());
        Assert.Contains("row 1", isNull.Message);
        Assert.Contains("DropNulls", isNull.Hint);
    }

    [Fact]
    public void Classes_with_properties_and_anonymous_types_work()
    {
        var frame = DataFrame.From(Enumerable.Range(0, 3).Select(i => new { N = i, Text = i == 1 ? null : $"t{i}", Extra = 1.5 }));
        Assert.Equal(["N", "Text", "Extra"], frame.Columns.Names);
        var items = frame.ToRecords<Settable>();
        Assert.Equal([0, 1, 2], items.Select(i => i.N));
        Assert.Null(items[1].Text);
        Assert.Equal(["N", "Text", "Computed"], DataFrame.From(items).Columns.Names);
    }

    [Fact]
    public void No_records_give_an_empty_frame_with_the_columns()
    {
        var frame = DataFrame.From(Array.Empty<Point>());
        Assert.Equal(0, frame.RowCount);
        Assert.Equal(typeof(double), frame["MockPowerMeter"].ElementType);
        Assert.Empty(frame.ToRecords<Point>());
    }

    [Fact]
    public void Arrays_go_in_and_come_back()
    {
        var frame = DataFrame.Of(("x", new double[] { 1, 2 }), ("n", new int?[] { 1, null }), ("s", new[] { "a", null }), ("i", new[] { new ushort[] { 1 }, null! }));
        var back = DataFrame.FromArrays(frame.ToArrays());
        Frames.AssertSame(frame, back);
        Assert.IsType<int?[]>(frame.ToArrays()["n"]);
    }
}
