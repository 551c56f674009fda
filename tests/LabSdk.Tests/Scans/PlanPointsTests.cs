using FsCheck;
using FsCheck.Fluent;
using LabSdk.Testing;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class PlanPointsTests
{
    private readonly SoftMotor _x = new("x");
    private readonly SoftMotor _y = new("y");
    private readonly SoftMotor _z = new("z");

    [Theory]
    [Trait("Category", "Vectors")]
    [MemberData(nameof(Positions))]
    public void Positions_are_those_of_numpy(string name, string json)
    {
        var c = Vectors.Parse(json);
        var plan = Scan(_x, c.GetProperty("start").GetDouble(), c.GetProperty("stop").GetDouble(), c.GetProperty("steps").GetInt32());
        var expected = c.GetProperty("values").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        Assert.True(expected.SequenceEqual(plan.Points.Select(p => p.Targets[0])), name);
    }

    public static TheoryData<string, string> Positions() => Vectors.Load("daq", "behaviour.json", "positions");

    [Theory]
    [InlineData(0, 100, 0, new double[0])]
    [InlineData(7, 100, 1, new double[] { 7 })]
    [InlineData(5, 5, 3, new double[] { 5, 5, 5 })]
    [InlineData(1, 0, 2, new double[] { 1, 0 })]
    public void Scan_with_few_or_equal_points_is_defined(double start, double stop, int steps, double[] expected)
    {
        var plan = Scan(_x, start, stop, steps);
        Assert.Equal(expected, plan.Points.Select(p => p.Targets[0]));
        Assert.Equal(steps, plan.PointCount);
        Assert.Equal(Enumerable.Range(0, steps).Select(i => (long)i), plan.Points.Select(p => p.Index));
    }

    [Fact]
    public void Step_that_underflows_keeps_the_difference_as_numpy_does()
    {
        const double tiny = 5e-324;
        Assert.Equal([0, 0, tiny], Scan(_x, 0, tiny, 3).Points.Select(p => p.Targets[0]));
    }

    [Fact]
    public void Wrong_arguments_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Scan(_x, 0, 1, -1));
        Assert.Throws<ArgumentNullException>(() => Scan(null!, 0, 1, 2));
        Assert.Throws<ArgumentException>(() => GridScan(Array.Empty<(Devices.IMovable, double, double, int)>()));
        Assert.Throws<ArgumentException>(() => Scan(3, Array.Empty<(Devices.IMovable, double, double)>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Count(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Count().Dwell(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Count().Timeout(0));
        Assert.Throws<ArgumentException>(() => ListScan((_x, [1, 2]), (_y, [1])));
    }

    [Fact]
    public void List_keeps_order_and_repeats_and_copies_the_list()
    {
        double[] positions = [3, 1, 3];
        var plan = ListScan(_x, positions);
        positions[0] = 99;
        Assert.Equal([3, 1, 3], plan.Points.Select(p => p.Targets[0]));
        Assert.Equal([1, 2.5], ListScan(_x, 1, 2.5).Points.Select(p => p.Targets[0]));
        Assert.Empty(ListScan(_x).Points);
    }

    [Fact]
    public void Log_scan_has_exact_ends_and_equal_ratios()
    {
        var points = LogScan(_x, 1e-3, 1e3, 7).Points.Select(p => p.Targets[0]).ToArray();
        Assert.Equal(1e-3, points[0]);
        Assert.Equal(1e3, points[^1]);
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.Equal(10, pair.Second / pair.First, 12));
        Assert.Equal([-1, -10, -100], LogScan(_x, -1, -100, 3).Points.Select(p => p.Targets[0]));
        Assert.Equal([5], LogScan(_x, 5, 50, 1).Points.Select(p => p.Targets[0]));
        Assert.Empty(LogScan(_x, 5, 50, 0).Points);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    public void Log_scan_without_a_ratio_is_refused(double start, double stop) =>
        Assert.Throws<ArgumentException>(() => LogScan(_x, start, stop, 3));

    [Fact]
    public void Grid_runs_its_last_axis_fastest()
    {
        var plan = GridScan((_x, 0, 1, 2), (_y, 10, 12, 3));
        Assert.Equal(["0 10", "0 11", "0 12", "1 10", "1 11", "1 12"], Texts(plan));
        Assert.Equal(6, plan.PointCount);
    }

    [Fact]
    public void Snake_turns_round_at_the_end_of_each_line()
    {
        Assert.Equal(["0 10", "0 11", "0 12", "1 12", "1 11", "1 10"], Texts(SnakeScan((_x, 0, 1, 2), (_y, 10, 12, 3))));
        Assert.Equal(
            ["0 0 0", "0 0 1", "0 1 1", "0 1 0", "1 1 0", "1 1 1", "1 0 1", "1 0 0"],
            Texts(GridScan((_x, 0, 1, 2), (_y, 0, 1, 2), (_z, 0, 1, 2)).Snake()));
        Assert.Equal(["0", "1", "2"], Texts(Scan(_x, 0, 2, 3).Snake()));
        Assert.Equal(Texts(GridScan((_x, 0, 1, 2), (_y, 0, 1, 2))), Texts(SnakeScan((_x, 0, 1, 2), (_y, 0, 1, 2)).Snake(false)));
    }

    [Fact]
    public void Snake_visits_every_grid_point_once_one_step_at_a_time() => Prop.ForAll(
        Gen.Choose(1, 5).ArrayOf(3).ToArbitrary(),
        sizes =>
        {
            var grid = GridScan((_x, 0, sizes[0] - 1, sizes[0]), (_y, 0, sizes[1] - 1, sizes[1]), (_z, 0, sizes[2] - 1, sizes[2]));
            var snake = grid.Snake().Points.Select(p => p.Targets).ToArray();
            var isSameSet = Texts(grid).Order().SequenceEqual(Texts(grid.Snake()).Order());
            var isStepwise = snake.Zip(snake.Skip(1)).All(pair => pair.First.Zip(pair.Second).Sum(t => Math.Abs(t.First - t.Second)) == 1);
            return isSameSet && isStepwise && grid.PointCount == sizes.Aggregate(1, (a, b) => a * b);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Empty_axis_empties_the_grid()
    {
        var plan = GridScan((_x, 0, 1, 3), (_y, 0, 1, 0));
        Assert.Equal(0, plan.PointCount);
        Assert.Empty(plan.Points);
    }

    [Fact]
    public void Motors_on_one_axis_move_together()
    {
        Assert.Equal(["0 5", "5 6", "10 7"], Texts(Scan(3, (_x, 0, 10), (_y, 5, 7))));
        Assert.Equal(["1 7", "2 9"], Texts(ListScan((_x, [1, 2]), (_y, [7, 9]))));
    }

    [Fact]
    public void Huge_plans_are_counted_and_enumerated_lazily()
    {
        var plan = GridScan((_x, 0, 1, 2_000_000_000), (_y, 0, 1, 2_000_000_000));
        Assert.Equal(4_000_000_000_000_000_000, plan.PointCount);
        Assert.Equal(3, plan.Points.Take(3).Count());
        Assert.Equal(long.MaxValue, GridScan((_x, 0, 1, int.MaxValue), (_y, 0, 1, int.MaxValue), (_z, 0, 1, int.MaxValue)).PointCount);
    }

    [Fact]
    public void Time_series_includes_the_end_of_its_duration()
    {
        Assert.Equal(11, TimeSeries(10, 1).PointCount);
        Assert.Equal(4, TimeSeries(1, 0.3).PointCount);
        Assert.Equal(1, TimeSeries(0, 1).PointCount);
        Assert.Equal(5, Count(5).PointCount);
    }

    [Fact]
    public void Plans_do_not_change_when_built_upon()
    {
        var plain = Scan(_x, 0, 1, 2);
        var full = plain.Read(new SoftDetector("d")).Dwell(1).WithMetadata("a", 1).Sequential().ReturnToStart();
        Assert.Empty(plain.Detectors);
        Assert.Equal(TimeSpan.Zero, plain.DwellTime);
        Assert.Empty(plain.Metadata);
        Assert.True(plain.ReadsInParallel);
        Assert.Equal("scan 'x' 0 to 1 in 2 steps, reading 'd'", full.ToString());
    }

    private static string[] Texts(ScanPlan plan) => [.. plan.Points.Select(p => string.Join(' ', p.Targets))];
}
