using LabSdk.Data;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanDataTests
{
    private readonly SoftMotor _stage = new("stage") { Offset = 0.001 };
    private readonly SoftMotor _turn = new("turn") { Unit = "deg" };
    private readonly SoftDetector _power = new("power", i => i * 1.5);
    private readonly SoftDetector _noise = new("noise", i => -i) { Unit = "" };
    private readonly SoftClock _clock = new(jumps: true);

    [Fact]
    public void One_motor_gives_the_columns_of_the_python_client_then_the_extras()
    {
        var data = Scan(_stage, 0, 10, 3).Read(_power, _noise).Run().Data;
        Assert.Equal(["position", "power", "noise", "position_readback", "time"], data.Columns.Select(c => c.Name));
        Assert.Equal(["mm", "W", null, "mm", "s"], data.Columns.Select(c => c.Unit));
        Assert.Equal(["stage", "power", "noise", "stage", null], data.Columns.Select(c => c.Source));
        Assert.Equal(
            [ColumnRole.Setpoint, ColumnRole.Detector, ColumnRole.Detector, ColumnRole.Readback, ColumnRole.Time], data.Columns.Select(c => c.Role));
        Assert.Equal([0, 5, 10], data["position"].ToDoubles());
        Assert.Equal([0, 1.5, 3], data["power"].ToDoubles());
        Assert.Equal([0.001, 5.001, 10.001], data["position_readback"].ToDoubles());
    }

    [Fact]
    public void Plain_csv_is_that_of_the_python_client()
    {
        var scan = Scan(_stage, 0, 1, 2).Read(_power).Plain().Run();
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.csv");
        try
        {
            scan.SaveCsv(path);
            Assert.Equal("position,power\n0,0\n1,1.5\n", File.ReadAllText(path).ReplaceLineEndings("\n").Replace(".0", "", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Several_motors_have_their_own_columns()
    {
        var data = GridScan((_stage, 0, 1, 2), (_turn, 0, 90, 2)).Snake().Read(_power).ReadBack(true).Run().Data;
        Assert.Equal(["stage", "turn", "power", "stage_readback", "turn_readback", "time"], data.Columns.Select(c => c.Name));
        Assert.Equal([0, 0, 1, 1], data["stage"].ToDoubles());
        Assert.Equal([0, 90, 90, 0], data["turn"].ToDoubles());
        Assert.Equal([0.001, 0.001, 1.001, 1.001], data["stage_readback"].ToDoubles());
        Assert.Equal("deg", data["turn"].Unit);
    }

    [Fact]
    public void Grid_moves_a_motor_only_when_its_target_changes_but_a_single_motor_always()
    {
        GridScan((_stage, 0, 1, 2), (_turn, 0, 90, 3)).Snake().Run();
        Assert.Equal([0, 1], _stage.Targets);
        Assert.Equal([0, 45, 90, 45, 0], _turn.Targets);
        ListScan(_stage, 7, 7, 7).Run();
        Assert.Equal([0, 1, 7, 7, 7], _stage.Targets);
    }

    [Fact]
    public void Count_numbers_its_points()
    {
        var data = Count(3).Read(_power).Run().Data;
        Assert.Equal(["point", "power", "time"], data.Columns.Select(c => c.Name));
        Assert.Equal(ColumnRole.Index, data["point"].Role);
        Assert.Equal([0, 1, 2], data["point"].ToDoubles());
    }

    [Fact]
    public void Time_series_puts_time_first_and_keeps_its_pace()
    {
        // Each reading takes 0.3 s; the pace must not drift by it.
        _power.OnRead = (_, token) => Task.Delay(TimeSpan.FromSeconds(0.3), _clock, token);
        var scan = TimeSeries(2, 0.5).Read(_power).WithClock(_clock).Run();
        Assert.Equal(["time", "power"], scan.Data.Columns.Select(c => c.Name));
        Assert.Equal([0, 0.5, 1, 1.5, 2], scan.Data["time"].ToDoubles());
        Assert.Equal(0, scan.MissedPoints);
        Assert.Equal("s", scan.Data["time"].Unit);
    }

    [Fact]
    public void Time_series_skips_and_counts_times_that_have_passed()
    {
        // The reading at 1 s takes 2.6 s: the times 2 and (since 3 has come too) are over, the next is 3, taken at once at 3.6.
        _power.OnRead = (i, token) => i == 1 ? Task.Delay(TimeSpan.FromSeconds(2.6), _clock, token) : Task.CompletedTask;
        var scan = TimeSeries(5, 1).Read(_power).WithClock(_clock).Run();
        Assert.Equal([0, 1, 3.6, 4, 5], scan.Data["time"].ToDoubles());
        Assert.Equal(1, scan.MissedPoints);
        Assert.Equal(scan.PointsTotal, scan.PointsDone + scan.MissedPoints);
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
    }

    [Fact]
    public void Time_series_ends_at_its_end_however_slow_the_readings_are()
    {
        _power.OnRead = (_, token) => Task.Delay(TimeSpan.FromSeconds(100), _clock, token);
        var scan = TimeSeries(5, 1).Read(_power).WithClock(_clock).Run();
        Assert.Equal(1, scan.PointsDone);
        Assert.Equal(5, scan.MissedPoints);
    }

    [Fact]
    public void Dwell_lies_between_move_and_reading()
    {
        var log = new List<string>();
        var motor = new SoftMotor("m", log: log);
        var detector = new SoftDetector("d", log: log);
        var scan = Scan(motor, 0, 1, 2).Read(detector).Dwell(0.25).WithClock(_clock).Run();
        Assert.Equal(["move m 0", "read d", "move m 1", "read d"], log);
        Assert.Equal([0.25, 0.5], scan.Data["time"].ToDoubles());
        Assert.Equal(TimeSpan.FromSeconds(0.5), scan.Duration);
        Assert.Equal(scan.Started + scan.Duration, scan.Stopped);
        Assert.All(_clock.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(0.25), wait));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Few_points_give_few_rows_with_all_columns(int steps)
    {
        var scan = Scan(_stage, 5, 9, steps).Read(_power).Run();
        Assert.Equal(steps, scan.Data.RowCount);
        Assert.Equal(4, scan.Data.ColumnCount);
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
        Assert.Equal(1, scan.Progress.Fraction);
    }

    [Fact]
    public void NaN_is_data_not_a_failure()
    {
        var data = Scan(_stage, 0, 2, 3).Read(new SoftDetector("d", i => i == 1 ? double.NaN : i)).Run().Data;
        Assert.Equal([0, double.NaN, 2], data["d"].ToDoubles());
        Assert.Equal(0, data["d"].NullCount);
    }

    [Fact]
    public void Relative_scan_goes_around_where_it_stands_and_back()
    {
        _stage.Position = 50;
        var data = RelativeScan(_stage, -1, 1, 3).Read(_power).Run().Data;
        Assert.Equal([49, 50, 51], data["position"].ToDoubles());
        Assert.Equal([49, 50, 51, 50], _stage.Targets);
        Assert.Equal([49.001, 50.001, 51.001], data["position_readback"].ToDoubles());
    }

    [Fact]
    public void Return_to_start_is_a_choice()
    {
        _stage.Position = 50;
        Scan(_stage, 0, 1, 2).ReturnToStart().Run();
        Assert.Equal([0, 1, 50], _stage.Targets);
        RelativeScan(_stage, 1, 2, 2).ReturnToStart(false).Run();
        Assert.Equal([0, 1, 50, 51, 52], _stage.Targets);
    }

    [Fact]
    public void Metadata_is_kept_with_the_run_and_its_data()
    {
        var scan = Scan(_stage, 0, 1, 2).WithMetadata("sample", "A1").WithMetadata(new { run = 3, key = new Secret("hunter2") }).WithMetadata("sample", "B2").Run("My scan");
        Assert.Equal(["sample", "run", "key"], scan.Metadata.Keys);
        Assert.Equal("B2", scan.Metadata["sample"]);
        Assert.Equal("B2", scan.Data.Metadata["sample"]);
        Assert.Equal("My scan", scan.Data.Metadata["scan_name"]);
        Assert.Equal(scan.Uid, scan.Data.Metadata["scan_uid"]);
        Assert.DoesNotContain("hunter2", string.Join(' ', scan.Data.Metadata.Values), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Count().WithMetadata("just a text"));
    }

    [Fact]
    public void Result_knows_its_devices_and_says_simulated()
    {
        var simulated = new SoftDetector("s") { Description = new Devices.DeviceDescription("s", "S", "daq", "x", "y") { IsSimulated = true } };
        var scan = Scan(_stage, 0, 1, 2).Read(simulated).Run();
        Assert.Equal("stage", Assert.Single(scan.Motors).Id);
        Assert.True(scan.IsSimulated);
        Assert.Contains("SIMULATED", scan.ToString(), StringComparison.Ordinal);
        Assert.False(Scan(_stage, 0, 1, 2).Read(_power).Run().IsSimulated);
        Assert.Equal("scan 'stage' 0 to 1 in 2 steps, reading 's'", scan.Name);
    }

    [Fact]
    public async Task Data_can_be_read_while_the_scan_runs()
    {
        var gate = new Gate();
        _power.OnRead = (i, token) => i == 2 ? gate.PassAsync(token) : Task.CompletedTask;
        ScanResult? live = null;
        var run = Scan(_stage, 0, 4, 5).Read(_power).OnPoint(p => live = p.Scan).RunAsync("live");
        await gate.Arrived;
        Assert.True(live!.IsRunning);
        Assert.Equal([0, 1], live.Data["position"].ToDoubles());
        Assert.Equal(2, live.PointsDone);
        gate.Open();
        Assert.Same(live, await run);
        Assert.Equal(5, live.Data.RowCount);
    }

    [Fact]
    public void A_plan_can_run_again_and_each_run_is_its_own()
    {
        var plan = Scan(_stage, 0, 1, 2).Read(_power);
        var (first, second) = (plan.Run(), plan.Run());
        Assert.NotEqual(first.Uid, second.Uid);
        Assert.Equal([0, 1.5], first.Data["power"].ToDoubles());
        Assert.Equal([3, 4.5], second.Data["power"].ToDoubles());
    }
}
