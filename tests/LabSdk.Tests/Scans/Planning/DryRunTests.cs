using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public sealed class DryRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-dry").FullName;
    private readonly SoftMotor _x = new("x", -50, 50) { OnGetPosition = _ => throw new InvalidOperationException("asked") };
    private readonly SoftMotor _y = new("y", -50, 50);
    private readonly SoftDetector _power = new("power") { OnRead = (_, _) => throw new InvalidOperationException("read") };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Dry_run_has_the_same_points_and_columns_and_touches_nothing()
    {
        var called = 0;
        var plan = GridScan((_x, 0, 2, 3), (_y, 0, 3, 4)).Snake().Read(_power).Dwell(3600).Journal(_folder).OnPoint(_ => called++)
            .SuspendOn(Suspend.When(() => throw new InvalidOperationException("looked"))).OnProgress(_ => called++);
        var before = ScanResult.Last;
        var dry = plan.DryRun();
        Assert.True(dry.IsDryRun);
        Assert.True(dry.IsSimulated);
        Assert.Equal((ScanExitStatus.Success, 12L), (dry.ExitStatus, dry.PointsDone));
        Assert.Equal(plan.Points.Select(p => p.Targets[1]), dry.Data["y"].ToDoubles());
        Assert.Equal(["x", "y", "power", "x_readback", "y_readback", "time"], dry.Data.Columns.Select(column => column.Name));
        Assert.InRange(dry.Duration, TimeSpan.FromHours(12), TimeSpan.FromHours(12.1));
        Assert.Equal(0, called);
        Assert.Equal(0, _power.Readings);
        Assert.Empty(_x.Targets);
        Assert.Null(dry.JournalPath);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.NotSame(dry, ScanResult.Last);
        Assert.Contains("DRY RUN", dry.ToString(), StringComparison.Ordinal);
        Assert.Equal(true, dry.Metadata["dry_run"]);
        Assert.Throws<JournalException>(() => dry.Resume());
    }

    [Fact]
    public void Time_of_moves_comes_from_the_speed_and_motors_move_together()
    {
        static SoftMotor With(string id, string speed) => new(id) { Description = new DeviceDescription(id, id, "daq", "soft", "stage") { Metadata = new Dictionary<string, string> { ["speed"] = speed } } };
        var dry = Scan(3, (With("a", "2"), 0, 8), (With("b", "1"), 0, 2)).DryRun();
        Assert.Equal([0, 2, 4], dry.Data["time"].ToDoubles().Select(time => Math.Round(time, 6)));
    }

    [Fact]
    public void Plans_that_choose_their_points_choose_them_by_the_signal()
    {
        var align = Align(_x, _power, -4, 6, 0.05, steps: 21).DryRun();
        Assert.Equal(1, align.Peak!.Centre, 1);
        var seen = Align(_x, _power, -4, 6, 0.05, steps: 21).DryRun((id, at) => id == "power" ? Math.Exp(-Math.Pow(at["x"] - 3, 2)) : 0);
        Assert.Equal(3, seen.Peak!.Centre, 1);
        Assert.True(AdaptiveScan(_x, 0, 10, _power, 0.1, 2, 0.2).DryRun().PointsDone > 5);
        Assert.Throws<ScanException>(() => Align(_x, _power, -4, 6, 0.05).DryRun((_, _) => 1));
        Assert.Throws<LabConfigurationException>(() => Scan(_x, 0, 100, 3).DryRun());
    }

    [Fact]
    public void Flights_relative_and_endless_plans_come_to_an_end()
    {
        var fly = FlyScan(_x, 0, 10, rate: 5).Read(_power).DryRun();
        Assert.InRange(fly.PointsDone, 45, 55);
        Assert.Equal(10, fly.Data["position"].ToDoubles()[^1]);
        Assert.Throws<LabConfigurationException>(() => FlyScan(_x, 0, 10, rate: 5, speed: 5).DryRun());
        Assert.Equal([-1, 0, 1], RelativeScan(_x, -1, 1, 3).DryRun().Data["position"].ToDoubles());

        static IEnumerable<double> Endless()
        {
            while (true)
            {
                yield return 1;
            }
        }

        var endless = From("endless", Endless(), _y).DryRun(mostPoints: 20);
        Assert.Equal((ScanExitStatus.Stopped, 20L), (endless.ExitStatus, endless.PointsDone));
        Assert.Equal(11, TimeSeries(10, 1).Read(_power).DryRun().PointsDone);
        Assert.Equal(6, Scan(_x, 0, 1, 2).Nest(Count(3)).Then(Scan(_y, 0, 1, 0)).DryRun().PointsDone);
    }
}
