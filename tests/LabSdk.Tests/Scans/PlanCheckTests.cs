using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class PlanCheckTests
{
    private readonly SoftMotor _stage = new("stage", 0, 100);
    private readonly SoftMotor _other = new("other", -5, 5) { Unit = "deg" };
    private readonly SoftDetector _power = new("power");

    [Fact]
    public void All_faults_are_told_at_once_and_nothing_moves()
    {
        var plan = GridScan((_stage, 0, 150, 4), (_other, -10, 10, 5)).Read(_power, _power, new SoftDetector("stage"));
        var error = Assert.Throws<LabConfigurationException>(() => plan.Run());
        Assert.Equal(ScanErrorIds.InvalidPlan, error.ErrorId);
        Assert.Contains("4 reasons", error.Message, StringComparison.Ordinal);
        Assert.Contains("The detector 'power' is read twice.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Two columns would have the name 'stage'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'stage' would go to 150 mm at position 4 of 4, above the upper limit 100 mm; 1 of its positions lie outside [0, 100].", error.Message, StringComparison.Ordinal);
        Assert.Contains("'other' would go to -10 deg at position 1 of 5, below the lower limit -5 deg; 2 of its positions", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was moved.", error.Message, StringComparison.Ordinal);
        Assert.Empty(_stage.Targets);
        Assert.Equal(0, _power.Readings);
    }

    [Fact]
    public void Preview_lists_the_same_faults_as_the_error()
    {
        var preview = Scan(_stage, 0, 150, 4).Read(_power).Dwell(0.5).Preview();
        Assert.False(preview.CanRun);
        Assert.Contains("150 mm", Assert.Single(preview.Faults), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(2), preview.LeastTime);
        Assert.Equal(4, preview.ReadingCount);
        var path = Assert.Single(preview.Paths);
        Assert.Equal((0, 150, 150), (path.First, path.Last, path.Travel));
        Assert.Contains("cannot run", preview.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_of_a_relative_scan_starts_where_the_motor_stands()
    {
        _stage.Position = 97;
        var preview = RelativeScan(_stage, -5, 5, 3).Preview();
        Assert.Equal([92, 97, 102], preview.Points.Select(p => p.Targets[0]));
        Assert.Contains("102 mm", Assert.Single(preview.Faults), StringComparison.Ordinal);
        Assert.Empty(_stage.Targets);
    }

    [Fact]
    public void Relative_scan_beyond_limits_is_refused_before_it_moves()
    {
        _stage.Position = 97;
        var error = Assert.Throws<LabConfigurationException>(() => RelativeScan(_stage, -5, 5, 3).Read(_power).Run());
        Assert.Contains("102 mm", error.Message, StringComparison.Ordinal);
        Assert.Empty(_stage.Targets);
    }

    [Fact]
    public void Positions_that_are_not_finite_are_refused()
    {
        var error = Assert.Throws<LabConfigurationException>(() => ListScan(new SoftMotor("free"), 0, double.NaN).Run());
        Assert.Contains("Position 2 of 2 of 'free' is not a finite number.", error.Message, StringComparison.Ordinal);
        Assert.Throws<LabConfigurationException>(() => Scan(new SoftMotor("free"), -1e308, 1e308, 3).Run());
    }

    [Fact]
    public void Limits_can_be_overridden_on_purpose()
    {
        var scan = ListScan(_stage, 101).AllowBeyondLimits().Run();
        Assert.Equal([101], _stage.Targets);
        Assert.Equal(1, scan.PointsDone);
    }

    [Fact]
    public void Same_motor_twice_is_refused()
    {
        var error = Assert.Throws<LabConfigurationException>(() => GridScan((_stage, 0, 1, 2), (_stage, 0, 1, 2)).Run());
        Assert.Contains("The motor 'stage' stands in it twice.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Detector_named_as_an_extra_column_is_possible_without_extras()
    {
        var plan = Scan(_stage, 0, 1, 2).Read(new SoftDetector("time"));
        Assert.Contains("Plain()", Assert.Throws<LabConfigurationException>(() => plan.Run()).Message, StringComparison.Ordinal);
        Assert.Equal(["position", "time"], plan.Plain().Run().Data.Columns.Select(c => c.Name));
    }

    [Fact]
    public void More_points_than_a_table_holds_are_refused()
    {
        var error = Assert.Throws<LabConfigurationException>(() => GridScan((_stage, 0, 1, 100_000), (_other, 0, 1, 100_000)).Run());
        Assert.Contains("10000000000 points", error.Message, StringComparison.Ordinal);
    }
}
