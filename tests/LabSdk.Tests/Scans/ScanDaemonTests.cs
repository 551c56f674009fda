using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

/// <summary>Scans of real device classes over real sockets, on the simulated daemon.</summary>
public class ScanDaemonTests
{
    private static readonly SimulatedDaemonOptions Instant = new() { Profile = SimulatedDaemonProfile.Faithful };

    [Fact]
    public void Columns_units_and_positions_are_those_of_the_python_client()
    {
        using var lab = Lab.Simulate(Instant);
        var scan = Scan(lab.Motor("mock_stage"), 0, 100, 21).Read(lab.Detector("mock_power_meter")).Plain().Run();
        Assert.Equal(["position", "mock_power_meter"], scan.Data.Columns.Select(column => column.Name));
        Assert.Equal("mm", scan.Data["position"].Unit);
        Assert.Equal("W", scan.Data["mock_power_meter"].Unit);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => i * 5.0), scan.Data["position"].ToDoubles());
        Assert.True(scan.IsSimulated);
        Assert.Same(scan, lab.LastScan);
    }

    [Fact]
    public void Read_back_is_what_the_daemon_says()
    {
        using var lab = Lab.Simulate(Instant);
        var data = Scan(lab.Motor("mock_stage"), 0, 10, 3).Read(lab.Detector("mock_power_meter")).Run().Data;
        Assert.Equal([0, 5, 10], data["position_readback"].ToDoubles());
    }

    /// <summary>The daemon dies in the middle: at every one of these points the finished ones are there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Daemon_that_is_killed_leaves_all_finished_points(int killAfter)
    {
        using var lab = Lab.Simulate(Instant);
        var daemon = lab.SimulatedDaemon!;
        var error = Assert.Throws<ScanException>(() => Scan(lab.Motor("mock_stage"), 0, 50, 51).Read(lab.Detector("mock_power_meter"))
            .OnPoint(async point =>
            {
                if (point.Index == killAfter)
                {
                    await daemon.KillAsync();
                }
            })
            .Run("killed"));
        Assert.Equal(killAfter + 1, error.Result.PointsDone);
        Assert.Equal(killAfter + 1, error.Result.Data["mock_power_meter"].Count);
        Assert.Same(error.Result, lab.LastScan);
        Assert.Contains($"at point {killAfter + 2} of 51", error.Message, StringComparison.Ordinal);
        Assert.Contains("mock_stage", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_beyond_the_limits_of_the_stage_sends_no_command()
    {
        using var lab = Lab.Simulate(Instant);
        Assert.Throws<LabConfigurationException>(() => Scan(lab.Motor("mock_stage"), 0, 150, 4).Read(lab.Detector("mock_power_meter")).Run());
        Assert.Equal(0, lab.SimulatedDaemon!.Calls["MoveAbsolute"]);
        Assert.Null(lab.LastScan);
    }

    [Fact]
    public async Task Interrupt_stops_the_stage_and_keeps_the_points()
    {
        using var lab = Lab.Simulate(new SimulatedDaemonOptions { StageSpeed = 5 });
        var stage = lab.Motor("mock_stage");
        var run = Task.Run(() => Record.Exception(() => ListScan(stage, stage.Position, 90).Read(lab.Detector("mock_power_meter")).Run()));
        await lab.SimulatedDaemon!.Calls.WaitForAsync("MoveAbsolute", 2);
        lab.Interrupt();
        var error = Assert.IsType<ScanInterruptedException>(await run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, error.Result.PointsDone);
        await lab.SimulatedDaemon!.Calls.WaitForAsync("StopMotion");
        Assert.InRange(stage.Position, -100, 89);
    }
}
