using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Wire;

public class PlanPositionsTests
{
    [Fact]
    public void Line_positions_are_start_plus_steps()
    {
        var positions = PlanPositions.From(Start("line_scan", ("axis", "stage"), ("start", "0"), ("stop", "10"), ("num_points", "5")));
        Assert.Equal([0, 2.5, 5, 7.5, 10], Enumerable.Range(0, 5).Select(i => positions.At((uint)i)["stage"]));
        Assert.Empty(positions.At(5));
    }

    [Theory]
    [InlineData("true", new[] { 0.0, 1, 2, 2, 1, 0 })]
    [InlineData("false", new[] { 0.0, 1, 2, 0, 1, 2 })]
    public void Grid_runs_x_fast_and_back_in_odd_rows_as_a_snake(string snake, double[] expected)
    {
        var positions = PlanPositions.From(Start(
            "grid_scan", ("axis_outer", "y"), ("outer_start", "5"), ("outer_stop", "6"), ("outer_points", "2"),
            ("axis_inner", "x"), ("inner_start", "0"), ("inner_stop", "2"), ("inner_points", "3"), ("snake", snake)));
        Assert.Equal(expected, Enumerable.Range(0, 6).Select(i => positions.At((uint)i)["x"]));
        Assert.Equal([5, 5, 5, 6, 6, 6], Enumerable.Range(0, 6).Select(i => positions.At((uint)i)["y"]));
        Assert.Empty(positions.At(6));
        Assert.Equal(["y", "x"], positions.Motors);
    }

    [Theory]
    [InlineData("num_points", "0")]
    [InlineData("num_points", "-1")]
    [InlineData("num_points", "many")]
    [InlineData("start", "NaN")]
    [InlineData("start", "")]
    public void Arguments_that_make_no_line_give_no_positions(string name, string value)
    {
        var start = Start("line_scan", ("axis", "stage"), ("start", "0"), ("stop", "10"), ("num_points", "5"));
        start.PlanArgs[name] = value;
        Assert.Empty(PlanPositions.From(start).At(0));
        start.PlanArgs.Remove(name);
        Assert.Empty(PlanPositions.From(start).At(0));
    }

    [Fact]
    public void Count_moves_nothing() => Assert.Empty(PlanPositions.From(Start("count", ("num_points", "3"))).At(0));

    private static StartDocument Start(string type, params (string Name, string Value)[] args)
    {
        var start = new StartDocument { PlanType = type };
        foreach (var (name, value) in args)
        {
            start.PlanArgs[name] = value;
        }

        return start;
    }
}
