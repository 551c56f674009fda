using LabSdk.Data;

namespace LabSdk.Core.Tests.Data;

public sealed class FrameBasicsTests
{
    private static DataFrame Scan() => new(
        DataColumn.Create("position", [0.0, 10, 20, 30], "mm", ColumnRole.Setpoint, "mock_stage"),
        DataColumn.Create("mock_power_meter", new double?[] { 1.5e-6, null, double.NaN, 2.5e-6 }, "W", ColumnRole.Detector),
        DataColumn.Create("label", ["a", null!, "line\nbreak", "d"]));

    [Fact]
    public void Column_statistics_skip_nulls_and_let_NaN_through()
    {
        var frame = Scan();
        Assert.Equal(15, frame["position"].Mean());
        Assert.Equal(12.909944487358056, frame["position"].Std(), 12);
        Assert.Equal(15, frame["position"].Median());
        Assert.Equal(3, frame["position"].ArgMax());
        Assert.True(double.IsNaN(frame["mock_power_meter"].Mean()));
        Assert.Equal(2.5e-6, frame["mock_power_meter"].Max());
        Assert.Equal(1, frame["mock_power_meter"].NullCount);
    }

    [Fact]
    public void Statistics_of_text_say_what_is_wrong()
    {
        var error = Assert.Throws<DataFrameException>(() => Scan()["label"].Mean());
        Assert.Equal(DataErrorIds.WrongKind, error.ErrorId);
        Assert.Contains("'label'", error.Message);
    }

    [Fact]
    public void Unknown_column_lists_the_nearest_names()
    {
        var error = Assert.Throws<DataFrameException>(() => Scan()["mock_powermeter"]);
        Assert.Equal(DataErrorIds.UnknownColumn, error.ErrorId);
        Assert.Contains("Did you mean 'mock_power_meter'?", error.Message);
    }

    [Fact]
    public void Rows_read_by_name_and_type()
    {
        var row = Scan().Rows[1];
        Assert.Equal(10.0, row.Get<double>("position"));
        Assert.Null(row.Get<double?>("mock_power_meter"));
        Assert.True(row["label"] == null);
        Assert.True(row["position"] > 3 && row["position"] * 2 == 20);
        Assert.Throws<DataFrameException>(() => row.Get<double>("mock_power_meter"));
    }

    [Fact]
    public void Text_table_shows_units_null_and_NaN()
    {
        var text = Scan().ToString();
        Assert.Contains("position (mm)", text);
        Assert.Contains("null", text);
        Assert.Contains("NaN", text);
        Assert.Contains("line\\nbreak", text);
        Assert.EndsWith("4 rows x 3 columns", text);
    }

    [Fact]
    public void Csv_is_the_plain_file_of_the_python_client()
    {
        Assert.Equal(
            "position,mock_power_meter,label\n0.0,1.5e-06,a\n10.0,,\n20.0,NaN,\"line\nbreak\"\n30.0,2.5e-06,d\n",
            Scan().ToCsv());
    }

    [Fact]
    public void Builder_rejects_a_bad_row_whole()
    {
        var rows = new DataFrameBuilder().AddColumn<double>("x").AddColumn<string>("s");
        rows.Append(1.0, "one");
        Assert.Throws<DataFrameException>(() => rows.Append(2.0, 3.0));
        Assert.Throws<DataFrameException>(() => rows.Append(2.0));
        rows.Append(null, null);
        rows.Append(3, "three");
        var frame = rows.Snapshot();
        Assert.Equal(3, frame.RowCount);
        Assert.Equal([1.0, double.NaN, 3.0], frame.Column<double>("x").ToArray());
        Assert.Equal(1, frame["x"].NullCount);
        Assert.Equal("three", frame[2, "s"].ToString());
    }
}
