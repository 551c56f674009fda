using FsCheck;
using FsCheck.Fluent;
using LabSdk.Tests.Runs;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public sealed class ComposedPlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-composed").FullName;
    private readonly SoftMotor _x = new("x", -100, 100);
    private readonly SoftMotor _y = new("y", -100, 100);
    private readonly SoftMotor _z = new("z", -100, 100);
    private readonly SoftDetector _power = new("power");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sequence_has_the_columns_of_both_and_leaves_empty_what_was_not_sent_yet()
    {
        var plan = Scan(_x, 0, 2, 3).Read(_power).Then(Scan(_y, 5, 6, 2).Read(new SoftDetector("other"), _power));
        Assert.Equal(("sequence", 5L), (plan.PlanName, plan.PointCount));
        var scan = plan.Run();
        Assert.Equal(["x", "y", "power", "other", "x_readback", "y_readback", "time"], scan.Data.Columns.Select(c => c.Name));
        Assert.Equal([0, 1, 2, 2, 2], scan.Data["x"].ToDoubles());
        Assert.Equal([double.NaN, double.NaN, double.NaN, 5, 6], scan.Data["y"].ToDoubles());
        Assert.True(scan.Data["y"].IsNull(0) && scan.Data["y_readback"].IsNull(0) && !scan.Data["y_readback"].IsNull(3));

        // A motor that keeps its target is not sent again.
        Assert.Equal([0, 1, 2], _x.Targets);
        Assert.Equal([5, 6], _y.Targets);
    }

    [Fact]
    public void Sequence_of_one_motor_has_the_columns_of_a_scan()
    {
        var scan = Scan(_x, 0, 1, 2).Then(LogScan(_x, 1, 100, 3)).Then(Count(2)).Read(_power).Run();
        Assert.Equal([0, 1, 1, 10, 100, 100, 100], scan.Data["position"].ToDoubles());
        Assert.Equal(7, _power.Readings);
    }

    [Fact]
    public void Nest_of_axes_is_a_grid_and_any_other_nest_is_the_product()
    {
        var grid = Scan(_x, 0, 1, 2).Nest(Scan(_y, 10, 12, 3));
        Assert.Equal(Texts(GridScan((_x, 0, 1, 2), (_y, 10, 12, 3))), Texts(grid));
        Assert.Equal(Texts(SnakeScan((_x, 0, 1, 2), (_y, 10, 12, 3))), Texts(grid.Snake()));
        Assert.Equal("grid_scan", grid.PlanName);

        var counted = Scan(_x, 0, 1, 2).Nest(Count(3)).Read(_power);
        Assert.Equal(["0", "0", "0", "1", "1", "1"], Texts(counted));
        counted.Run();
        Assert.Equal([0, 1], _x.Targets);
        Assert.Equal(["1 0", "1 1"], Texts(Count(1).Nest(ListScan((_x, [1, 1]), (_y, [0, 1])))));
    }

    [Fact]
    public void Points_of_a_nest_are_the_product_of_its_parts() => Prop.ForAll(
        Gen.Choose(0, 4).ArrayOf(3).ToArbitrary(),
        n =>
        {
            var outer = Scan(_x, 0, 1, n[0]).Then(Scan(_x, 5, 6, n[1]));
            var inner = SquareSpiralScan(_y, _z, 0, 0, 1, 1, n[2], 2);
            var nest = outer.Nest(inner);
            var product = outer.Points.SelectMany(o => inner.Points.Select(i => $"{string.Join(' ', o.Targets)} {string.Join(' ', i.Targets)}"));
            return product.SequenceEqual(Texts(nest)) && nest.PointCount == (n[0] + n[1]) * n[2] * 2;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Inner_plan_that_decides_sees_its_own_points_only()
    {
        IEnumerable<double> Inner(MeasuredPoints measured)
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(i, measured.Count);
                yield return i;
            }
        }

        var nest = Scan(_x, 0, 1, 2).Nest(From("inner", Inner, _y)).Read(_power);
        Assert.Null(nest.PointCount);
        var scan = nest.Run();
        Assert.Equal([0, 0, 0, 1, 1, 1], scan.Data["x"].ToDoubles());
        Assert.Equal([0, 1, 2, 0, 1, 2], scan.Data["y"].ToDoubles());
        Assert.Throws<ArgumentException>(() => From("inner", Inner, _y).Nest(Scan(_x, 0, 1, 2)));
    }

    [Fact]
    public void Relative_parts_count_from_the_start_of_the_run()
    {
        (_x.Position, _y.Position) = (10, 20);
        var plan = Scan(_y, 0, 1, 2).Then(RelativeScan(_x, -1, 1, 3));
        Assert.Equal(["0 NaN", "1 NaN", "1 9", "1 10", "1 11"], plan.Preview().Points.Select(p => string.Join(' ', p.Targets)));
        plan.Run();
        Assert.Equal([9, 10, 11, 10], _x.Targets);
        Assert.Equal(20, _y.Targets[^1]);
    }

    [Fact]
    public void Settings_of_a_part_are_refused_instead_of_lost()
    {
        var plain = Scan(_x, 0, 1, 2);
        var error = Assert.Throws<ArgumentException>(() => plain.Then(Scan(_y, 0, 1, 2).Dwell(1).OnPoint(_ => { })));
        Assert.Contains("Dwell(), OnPoint()", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => plain.Nest(Scan(_y, 0, 1, 2).WithMetadata("a", 1)));
        Assert.Throws<ArgumentException>(() => plain.Then(TimeSeries(1, 1)));
        Assert.Throws<ArgumentException>(() => TimeSeries(1, 1).Nest(plain));
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => plain.Nest(Scan(_x, 0, 1, 2))).Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), plain.Dwell(1).Then(Scan(_y, 0, 1, 2)).DwellTime);
        Assert.Throws<ArgumentException>(() => Enumerable.Range(0, 50).Aggregate(Count(1), (inner, _) => Count(1).Nest(inner)));
    }

    [Fact]
    public void Faults_of_all_parts_are_found_before_anything_moves()
    {
        var error = Assert.Throws<LabConfigurationException>(() => Scan(_x, 0, 200, 3).Then(Count(1).Nest(Scan(_y, 0, double.NaN, 2))).Run());
        Assert.Contains("'x' would go to 200 mm", error.Message, StringComparison.Ordinal);
        Assert.Contains("of 'y' is not a finite number", error.Message, StringComparison.Ordinal);
        Assert.Empty(_x.Targets);
    }

    [Fact]
    public void Composed_run_goes_on_from_its_journal_alone_in_another_process()
    {
        using (var first = Connect(new SoftDetector("power") { OnRead = (i, _) => i == 5 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask }))
        {
            Assert.Throws<ScanException>(() => Plan(first).Run("composed"));
        }

        Assert.Equal(5, Lab.Runs.In(_folder).Last.PointsDone);
        using var second = Connect(new SoftDetector("power"));
        var whole = Lab.Runs.In(_folder).Last.Resume();
        Assert.Equal(ScanExitStatus.Success, whole.ExitStatus);
        Assert.Equal(Plan(second).Points.Select(p => p.Targets[0]), whole.Data["x"].ToDoubles());
        Assert.Equal(Plan(second).Points.Select(p => p.Targets[1]), whole.Data["y"].ToDoubles());
        JournalTests.AssertSame(whole.Data, Lab.Runs.In(_folder).Last.Data);

        static ScanPlan Plan(Lab lab) => Scan(lab.Motor("x"), 0, 1, 2).Nest(Count(2))
            .Then(Scan(lab.Motor("y"), 1, 2, 2)).Then(SnakeScan((lab.Motor("x"), 5, 6, 2), (lab.Motor("y"), 7, 8, 2))).Read(lab.Detector("power"));
    }

    private Lab Connect(SoftDetector power) => SoftConnector.Connect(
        new SoftConnection(SoftDevices.Motor("x"), SoftDevices.Motor("y"), SoftDevices.Detector(power)), options => options.DataFolder = _folder);

    private static string[] Texts(ScanPlan plan) => [.. plan.Points.Select(p => string.Join(' ', p.Targets))];
}
