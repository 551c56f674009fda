using LabSdk.Tests.Runs;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public sealed class RepeatTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-repeat").FullName;
    private readonly SoftMotor _x = new("x");
    private readonly SoftDetector _power = new("power", i => i % 4 is 0 or 3 ? 1 : 3);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_point_has_mean_standard_error_and_all_readings(bool isParallel)
    {
        var points = new List<ScanPoint>();
        var plan = Scan(_x, 0, 1, 2).Read(_power, new SoftDetector("other", i => i)).Repeat(4).Journal(_folder).OnPoint(points.Add);
        var scan = (isParallel ? plan : plan.Sequential()).Run();
        Assert.Equal(
            ["position", "power", "other", "position_readback", "power_error", "other_error", "power_readings", "other_readings", "time"],
            scan.Data.Columns.Select(column => column.Name));
        Assert.Equal([2, 2], scan.Data["power"].ToDoubles());
        Assert.Equal([1.5, 5.5], scan.Data["other"].ToDoubles());
        Assert.All(scan.Data["power_error"].ToDoubles(), error => Assert.Equal(1 / Math.Sqrt(3), error, 12));
        Assert.Equal([4.0, 5, 6, 7], (double[])scan.Data["other_readings"][1].ToObject()!);
        Assert.Equal([1.0, 3, 3, 1], points[0].Samples[0]);
        Assert.Equal(1 / Math.Sqrt(3), points[0]["power_error"], 12);
        Assert.Equal((2.0, 1.5), (points[0]["power"], points[0]["other"]));
        Assert.Equal(2, _x.Targets.Count);
        JournalTests.AssertSame(scan.Data, Lab.Runs.In(_folder).Last.Data);
        Assert.Contains("power_error", scan.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_before_a_failure_are_kept_and_the_run_goes_on()
    {
        _power.OnRead = (i, _) => i == 6 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var plan = Scan(_x, 0, 2, 3).Read(_power).Repeat(4).Journal(_folder);
        var failed = Assert.Throws<ScanException>(() => plan.Run()).Result;
        Assert.Equal((1L, 2), (failed.PointsDone, failed.Data.RowCount));
        Assert.True(failed.Data["power"].IsNull(1) && failed.Data["power_error"].IsNull(1));
        Assert.Equal([1, 3, double.NaN, double.NaN], (double[])failed.Data["power_readings"][1].ToObject()!);
        var whole = Lab.Runs.In(_folder).Last.Resume(plan);
        Assert.Equal(3, whole.PointsDone);
        JournalTests.AssertSame(whole.Data, Lab.Runs.In(_folder).Last.Data);
        Assert.Contains("number of readings at a point", Differs(plan.Repeat(2)), StringComparison.Ordinal);

        string Differs(ScanPlan other)
        {
            _power.OnRead = (i, _) => throw new DeviceException("X-1", "broken");
            Assert.Throws<ScanException>(() => plan.Run());
            return Assert.Throws<JournalException>(() => Lab.Runs.In(_folder).Last.Resume(other)).Message;
        }
    }

    [Fact]
    public void One_reading_is_a_plain_scan_and_none_is_refused()
    {
        Assert.DoesNotContain("power_error", Scan(_x, 0, 1, 2).Read(_power).Repeat(1).Run().Data.Columns.Select(column => column.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scan(_x, 0, 1, 2).Repeat(0));
        Assert.Contains("power_error", Assert.Throws<LabConfigurationException>(() => Scan(_x, 0, 1, 2).Read(_power, new SoftDetector("power_error")).Repeat(2).Run()).Message, StringComparison.Ordinal);
    }
}
