using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

public sealed class FrameBuilderTests
{
    [Fact]
    public async Task Snapshots_are_whole_and_final_while_rows_arrive()
    {
        const int rows = 200_000;
        var builder = new DataFrameBuilder().AddColumn<long>("n").AddColumn<double>("twice").AddColumn<string>("text").AddColumn<double>("maybe");
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < rows; i++)
            {
                // Nulls start late, so that readers see the moment the bitmap appears.
                builder.Append(i, 2.0 * i, i % 2 == 0 ? "even" : "odd", i > 1000 && i % 3 == 0 ? DataValue.Null : i);
            }
        });

        var old = new List<DataFrame>();
        var last = 0;
        while (!writer.IsCompleted || last < rows)
        {
            var frame = builder.Snapshot();
            Assert.True(frame.RowCount >= last);
            last = frame.RowCount;
            CheckRow(frame, last - 1);
            CheckRow(frame, last / 2);
            if (old.Count < 50)
            {
                old.Add(frame);
            }
        }

        await writer;
        foreach (var frame in old)
        {
            for (var row = 0; row < frame.RowCount; row += 97)
            {
                CheckRow(frame, row);
            }

            Assert.Equal(Enumerable.Range(0, frame.RowCount).Count(i => i > 1000 && i % 3 == 0), frame["maybe"].NullCount);
        }
    }

    [Fact]
    public void Late_columns_are_null_before()
    {
        var builder = new DataFrameBuilder().AddColumn<int>("a");
        builder.Append(1);
        var before = builder.Snapshot();
        builder.AddColumn<string>("late");
        builder.Append(2, "x");
        Assert.Equal(1, before.ColumnCount);
        var after = builder.Snapshot();
        Assert.True(after[0, "late"].IsNull);
        Assert.Equal("x", after[1, "late"].ToString());
        builder.Append(new Dictionary<string, DataValue> { ["late"] = "y" });
        Assert.True(builder.Snapshot()[2, "a"].IsNull);
        Assert.Throws<DataFrameException>(() => builder.Append(new Dictionary<string, DataValue> { ["lat"] = "y" }));
        Assert.Throws<DataFrameException>(() => builder.AddColumn<int>("a"));
    }

    [Fact]
    public void Rows_are_announced_when_they_are_visible_and_kept_when_a_handler_throws()
    {
        var builder = new DataFrameBuilder().AddColumn<int>("a");
        var seen = new List<int>();
        builder.RowAdded += row => seen.Add(builder.Snapshot().RowCount - row);
        builder.Append(1);
        builder.Append(2);
        Assert.Equal([1, 1], seen);
        builder.RowAdded += _ => throw new InvalidOperationException();
        Assert.Throws<InvalidOperationException>(() => builder.Append(3));
        Assert.Equal(3, builder.RowCount);
    }

    [Fact]
    public void Arrays_must_have_the_shape_of_their_column()
    {
        var builder = new DataFrameBuilder().AddColumn<double>("x").AddColumn(typeof(ushort[]), new ColumnInfo("image") { Shape = [2, 2] });
        builder.Append(1, DataValue.From(new ushort[4]));
        Assert.Throws<DataFrameException>(() => builder.Append(2, DataValue.From(new ushort[3])));
        Assert.Throws<DataFrameException>(() => builder.Append(2, DataValue.From(new double[4])));
        builder.Append(3, null);
        Assert.Equal(2, builder.Snapshot().RowCount);
        Assert.Equal(3, builder.Snapshot()[1, "x"].AsDouble());
    }

    private static void CheckRow(DataFrame frame, int row)
    {
        if (row < 0 || row >= frame.RowCount)
        {
            return;
        }

        var n = frame.Column<long>("n").Get(row);
        Assert.Equal(row, n);
        Assert.Equal(2.0 * row, frame.Column<double>("twice").Get(row));
        Assert.Equal(row % 2 == 0 ? "even" : "odd", frame.Column<string>("text").Get(row));
        Assert.Equal(row > 1000 && row % 3 == 0, frame["maybe"].IsNull(row));
    }
}
