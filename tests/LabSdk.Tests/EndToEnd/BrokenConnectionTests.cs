using LabSdk.Devices;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.EndToEnd;

public class BrokenConnectionTests
{
    [Fact]
    public async Task A_scan_whose_daemon_is_killed_keeps_every_finished_point()
    {
        await using var lab = await SimulatedLab.StartAsync();
        var plan = Scan(lab.Motor("mock_stage"), 0, 100, steps: 101).Read(lab.Detector("peak_detector"))
            .OnPoint(point => point.Index == 20 ? lab.SimulatedDaemon!.KillAsync() : Task.CompletedTask);

        var error = Assert.Throws<ScanException>(() => plan.Run("to be killed"));

        Assert.Equal(21, error.Result.PointsDone);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => (double)i), error.Result.Data["position"].ToDoubles().Take(21));
        Assert.Same(error.Result, lab.LastScan);
        Assert.Contains("21 finished points are kept", error.Message);
        Assert.Contains("21 of 101", error.Result.ToHtml());
    }

    [Fact]
    public async Task After_a_restart_of_the_daemon_the_next_call_works()
    {
        await using var lab = await SimulatedLab.StartAsync();
        var stage = lab.Motor("mock_stage");
        stage.Position = 10;

        await lab.SimulatedDaemon!.RestartAsync();

        Assert.Equal(0, stage.Position, 6);
        stage.Position = 5;
        Assert.Equal(5, stage.Position, 6);
    }

    [Fact]
    public async Task A_lost_reply_does_not_move_anything_twice()
    {
        await using var lab = await SimulatedLab.StartAsync();
        var daemon = lab.SimulatedDaemon!;
        daemon.Faults.On("MoveAbsolute", Fault.LoseReply, times: 1);

        Assert.ThrowsAny<LabException>(() => lab.Motor("mock_stage").Position = 3);

        Assert.Equal(1, daemon.Calls["MoveAbsolute"]);
    }

    [Fact]
    public async Task A_device_that_cannot_be_reached_is_shown_with_its_error()
    {
        await using var lab = await SimulatedLab.StartAsync();
        await lab.SimulatedDaemon!.KillAsync();

        var html = lab.Motor("mock_stage").ToHtml();

        Assert.Contains("lab-edge-fault", html);
        Assert.Contains("n/a", html);
        Assert.Equal(HealthSeverity.Fault, lab.Motor("mock_stage").Health.Severity);
        Assert.Equal(HealthSeverity.Fault, lab.Health.Severity);
        Assert.Contains("mock_stage", lab.Devices.ToHtml());
    }
}
