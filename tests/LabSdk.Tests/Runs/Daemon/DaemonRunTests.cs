using LabSdk.Data;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs.Daemon;

/// <summary>Scans that the daemon runs with its own engine, over real sockets.</summary>
public sealed class DaemonRunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-daemon-runs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Line_on_the_daemon_has_the_table_of_a_local_scan()
    {
        using var lab = Simulate();
        var plan = Scan(lab.Motor("mock_stage"), 0, 10, 11).Read(lab.Detector("mock_power_meter")).WithMetadata("sample", "A7");
        var there = plan.OnDaemon().Run("there");
        var here = plan.Run("here");
        Assert.Equal(here.Data.Columns.Select(column => (column.Name, column.Unit, column.Role, column.Source)), there.Data.Columns.Select(column => (column.Name, column.Unit, column.Role, column.Source)));
        Assert.Equal(here.Data["position"].ToDoubles(), there.Data["position"].ToDoubles());
        Assert.All(there.Data["mock_power_meter"].ToDoubles(), value => Assert.NotEqual(0, value));
        Assert.Equal(11, there.Data["position_readback"].NullCount);
        Assert.True(there.Data["time"].ToDoubles().Zip(there.Data["time"].ToDoubles().Skip(1)).All(pair => pair.First <= pair.Second));
        Assert.Equal((ScanExitStatus.Success, 11L, 0L, ""), (there.ExitStatus!.Value, there.PointsDone, there.MissedPoints, there.Reason));
        Assert.Contains("the daemon at", there.Engine, StringComparison.Ordinal);
        Assert.Equal(11, lab.SimulatedDaemon!.Calls["MoveAbsolute"]);
        Assert.Null(here.Engine);
        Assert.Same(here, lab.LastScan);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Grid_has_the_positions_of_a_local_grid_joined_in(bool snake)
    {
        using var lab = Simulate(options => options.ExtraDevices = true);
        var plan = GridScan((lab.Motor("mock_stage_y"), 1, 3, 3), (lab.Motor("mock_stage"), 0, 4, 5)).Snake(snake).Read(lab.Detector("mock_power_meter"));
        var there = plan.OnDaemon().Run();
        Assert.Equal(plan.Points.Select(point => point.Targets[0]), there.Data["mock_stage_y"].ToDoubles());
        Assert.Equal(plan.Points.Select(point => point.Targets[1]), there.Data["mock_stage"].ToDoubles());
    }

    [Fact]
    public void Count_waits_between_the_readings_on_the_daemon()
    {
        using var lab = Simulate();
        var scan = Count(4).Read(lab.Detector("mock_power_meter")).Dwell(0.05).OnDaemon().Run();
        Assert.Equal([0, 1, 2, 3], scan.Data["point"].ToDoubles());
        Assert.True(scan.Data["time"].ToDoubles()[^1] >= 0.14);
    }

    [Fact]
    public void Journal_catalog_card_and_documents_are_those_of_every_run()
    {
        using var lab = Simulate();
        var seen = new List<ScanDocument>();
        var ended = new TaskCompletionSource();
        var run = Scan(lab.Motor("mock_stage"), 0, 4, 5).Read(lab.Detector("mock_power_meter")).OnDaemon().Start("there");
        using var watching = run.Subscribe(document =>
        {
            seen.Add(document);
            if (document is ScanStop)
            {
                ended.TrySetResult();
            }
        });
        var scan = run.Wait();
        Assert.True(ended.Task.Wait(Patience));
        Assert.Equal(["ScanStart", "ScanDescriptor", "ScanPoint", "ScanPoint", "ScanPoint", "ScanPoint", "ScanPoint", "ScanStop"], seen.Select(document => document.GetType().Name));
        Assert.Equal([0, 1, 2, 3, 4], seen.OfType<ScanPoint>().Select(point => point.Position));
        JournalTests.AssertSame(scan.Data, JournalReader.Read(scan.JournalPath!).Rows);
        var record = Lab.Runs.In(_folder).Last;
        Assert.Equal((scan.Uid, RunOutcome.Success, scan.Engine), (record.Uid, record.Outcome, record.Engine));
        Assert.Contains("the daemon at", scan.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("the daemon at", record.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_holds_the_daemon_and_resume_lets_it_go_on()
    {
        using var lab = Simulate();
        var run = Scan(lab.Motor("mock_stage"), 0, 39, 40).Read(lab.Detector("mock_power_meter")).Dwell(0.02).OnDaemon().Start("held");
        await PointsAsync(run, 3);
        Assert.True(run.Pause(reason: "coffee"));
        await StateAsync(run, ScanRunState.Paused);
        Assert.Equal("Paused", lab.RunEngine.Status.State.ToString());
        Assert.InRange(run.Result.PointsDone, 3, 39);
        Assert.True(run.Resume());
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal((ScanExitStatus.Success, 40L), (scan.ExitStatus!.Value, scan.PointsDone));
        Assert.Equal(["paused", "running"], JournalReader.Read(scan.JournalPath!).Events.Select(one => one.What));
        Assert.Equal("Idle", lab.RunEngine.Status.State.ToString());
    }

    [Fact]
    public async Task Pause_of_somebody_else_is_told_and_can_be_ended_here()
    {
        using var lab = Simulate();
        var run = Scan(lab.Motor("mock_stage"), 0, 39, 40).Read(lab.Detector("mock_power_meter")).Dwell(0.02).OnDaemon().Start();
        await PointsAsync(run, 2);
        lab.RunEngine.Pause();
        await StateAsync(run, ScanRunState.Paused);
        Assert.True(run.Resume());
        Assert.Equal(40, (await run.WaitAsync().WaitAsync(Patience)).PointsDone);
    }

    [Fact]
    public async Task Stop_ends_it_like_a_success_and_abort_like_an_interrupt()
    {
        using var lab = Simulate();
        var plan = Scan(lab.Motor("mock_stage"), 0, 99, 100).Read(lab.Detector("mock_power_meter")).Dwell(0.02).OnDaemon();
        var run = plan.Start();
        await PointsAsync(run, 3);
        Assert.True(run.Stop("enough"));
        var stopped = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal((ScanExitStatus.Stopped, ScanRunState.Idle), (stopped.ExitStatus!.Value, run.State));
        Assert.InRange(stopped.PointsDone, 3, 99);
        Assert.Contains("enough", stopped.Reason, StringComparison.Ordinal);
        Assert.Equal(0, stopped.MissedPoints);

        run = plan.Start();
        await PointsAsync(run, 3);
        Assert.True(run.Abort("wrong sample"));
        var aborted = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal(ScanExitStatus.Abort, aborted.ExitStatus);
        Assert.InRange(aborted.PointsDone, 3, 99);
        Assert.Equal("Idle", lab.RunEngine.Status.State.ToString());
    }

    [Fact]
    public async Task Interrupt_aborts_the_run_on_the_daemon_and_gives_control_back()
    {
        using var lab = Simulate();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var plan = Scan(lab.Motor("mock_stage"), 0, 99, 100).Read(lab.Detector("mock_power_meter")).Dwell(0.05).OnProgress(progress => { if (progress.Done >= 2) { begun.TrySetResult(); } }).OnDaemon();
        var run = Task.Run(() => Record.Exception(() => plan.Run("interrupted")));
        await begun.Task.WaitAsync(Patience);
        lab.Interrupt();
        var error = Assert.IsType<ScanInterruptedException>(await run.WaitAsync(Patience));
        Assert.InRange(error.Result.PointsDone, 1, 99);
        await lab.SimulatedDaemon!.Calls.WaitForAsync("AbortPlan").WaitAsync(Patience);
    }

    [Fact]
    public async Task Abort_of_somebody_else_is_an_abort_here()
    {
        using var lab = Simulate();
        var run = Scan(lab.Motor("mock_stage"), 0, 99, 100).Read(lab.Detector("mock_power_meter")).Dwell(0.02).OnDaemon().Start();
        await PointsAsync(run, 2);
        lab.RunEngine.Abort();
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal(ScanExitStatus.Abort, scan.ExitStatus);
        Assert.Contains("somebody else ended it", scan.Reason, StringComparison.Ordinal);
    }

    /// <summary>A well-behaved daemon goes on while the connection is away: what it measured meanwhile is counted, the rest arrives.</summary>
    [Fact]
    public async Task Points_measured_while_the_connection_was_cut_are_counted_not_hidden()
    {
        using var lab = Simulate();
        var run = Scan(lab.Motor("mock_stage"), -74.5, 74.5, 150).Read(lab.Detector("mock_power_meter")).Dwell(0.02).OnDaemon().KeepErrors().Start("cut");
        await PointsAsync(run, 3);
        lab.SimulatedDaemon!.CutConnections();
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal((ScanExitStatus.Success, 150L), (scan.ExitStatus!.Value, scan.PointsDone + scan.MissedPoints));
        Assert.InRange(scan.MissedPoints, 1, 146);
        Assert.Equal(74.5, scan.Data["position"].ToDoubles()[^1]);
        Assert.Contains($"{scan.MissedPoints} of 150 points", scan.Reason, StringComparison.Ordinal);
        Assert.Contains(JournalReader.Read(scan.JournalPath!).Events, one => one.Reason.Contains("lost on the way", StringComparison.Ordinal));
    }

    /// <summary>The daemon as it is stops in the middle when the call that started the run is cut, and says that it runs for ever.</summary>
    [Fact]
    public async Task Cut_that_leaves_the_engine_hanging_ends_as_a_failure_that_says_so()
    {
        using var lab = Simulate(options => options.Quirks = DaemonQuirks.All);
        var run = Scan(lab.Motor("mock_stage"), -74.5, 74.5, 150).Read(lab.Detector("mock_power_meter")).Dwell(0.02).OnDaemon().Start("cut");
        await PointsAsync(run, 3);
        lab.SimulatedDaemon!.CutConnections();
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal((ScanExitStatus.Fail, scan.PointsDone), (scan.ExitStatus!.Value, (long)JournalReader.Read(scan.JournalPath!).Rows.RowCount));
        Assert.InRange(scan.PointsDone, 3, 149);
        Assert.Contains("restart the daemon", scan.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_that_is_killed_fails_the_run_with_every_point_that_came()
    {
        using var lab = Simulate();
        var run = Scan(lab.Motor("mock_stage"), 0, 99, 100).Read(lab.Detector("mock_power_meter")).Dwell(0.02).OnDaemon().Start("killed");
        await PointsAsync(run, 3);
        await lab.SimulatedDaemon!.KillAsync();
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal(ScanExitStatus.Fail, scan.ExitStatus);
        Assert.InRange(scan.PointsDone, 3, 99);
        Assert.Equal(scan.PointsDone, scan.Data.RowCount);
        JournalTests.AssertSame(scan.Data, JournalReader.Read(scan.JournalPath!).Rows);
        Assert.Contains("the daemon ran it", scan.Reason, StringComparison.Ordinal);

        // The rest is measured from here, in the same table, when the daemon is back.
        await lab.SimulatedDaemon!.RestartAsync();
        var whole = await Task.Run(() => scan.Resume());
        Assert.Equal((100L, scan.Uid), (whole.PointsDone, whole.Uid));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (double)i), whole.Data["position"].ToDoubles());
    }

    [Fact]
    public void Parts_that_the_engine_does_not_know_are_all_named_before_anything_is_sent()
    {
        using var lab = Simulate();
        var (stage, power) = (lab.Motor("mock_stage"), lab.Detector("mock_power_meter"));
        (ScanPlan Plan, string Says)[] cases =
        [
            (ListScan(stage, 1, 2, 4).Read(power), "equal steps only"),
            (RelativeScan(stage, -1, 1, 3).Read(power), "relative"),
            (Scan(stage, 5, 5, 3).Read(power), "are the same"),
            (Scan(stage, 0, 1, 0).Read(power), "1 to 10000000 points"),
            (TimeSeries(1, 0.1).Read(power), "time series"),
            (Scan(stage, 0, 1, 2).Read(power).OnPoint(_ => { }), "OnPoint"),
            (Scan(stage, 0, 1, 2).Read(power).RetryOnReconnect(), "RetryOnReconnect"),
            (Scan(stage, 0, 1, 2).Read(power).ReturnToStart(), "ReturnToStart"),
            (Scan(stage, 0, 1, 2).Read(power).Timeout(3), "Timeout"),
            (Scan(stage, 0, 1, 2).Read(power).Repeat(3), "reads once at each point"),
            (Scan(stage, 0, 1, 2).Read(power).Timeout(power, 1), "single devices"),
            (Scan(stage, 0, 1, 2).Read(power).SuspendOn(Suspend.When(() => false)), "SuspendOn"),
            (Scan(stage, 0, 1, 2).Read(new Scans.SoftDetector("own")), "'own' is no detector of a daemon"),
            (Scan(new Scans.SoftMotor("own"), 0, 1, 2).Read(power), "'own' is no motor of a daemon"),
        ];
        foreach (var (plan, says) in cases)
        {
            var error = Assert.Throws<LabConfigurationException>(() => plan.OnDaemon().Run());
            Assert.Equal(DaemonRunErrorIds.NotOnDaemon, error.ErrorId);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
            Assert.Contains(plan.OnDaemon().Preview().Faults, fault => fault.Contains(says, StringComparison.Ordinal));
        }

        var both = Assert.Throws<LabConfigurationException>(() => ListScan(stage, 1, 2, 4).Read(power).ReturnToStart().OnDaemon().Run());
        Assert.Contains("(1)", both.Message, StringComparison.Ordinal);
        Assert.Contains("(2)", both.Message, StringComparison.Ordinal);
        Assert.Equal(0, lab.SimulatedDaemon!.Calls["QueuePlan"]);
        Assert.Throws<LabConfigurationException>(() => Count(1).OnDaemon().Run());
        Assert.Equal(1, Count(1).OnDaemon(lab).Run().PointsDone);
    }

    [Fact]
    public void Queued_scan_runs_when_the_engine_is_started()
    {
        using var lab = Simulate();
        var queued = lab.RunEngine.Queue(Scan(lab.Motor("mock_stage"), 0, 3, 4).Read(lab.Detector("mock_power_meter")));
        Assert.Equal(1, queued.QueuePosition);
        lab.RunEngine.Start();
        Assert.Equal(3, lab.Motor("mock_stage").Position);
    }

    private static async Task PointsAsync(ScanRun run, long points)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watching = run.Subscribe(_ =>
        {
            if (run.Result.PointsDone >= points)
            {
                there.TrySetResult();
            }
        });
        await (await Task.WhenAny(there.Task, run.WaitAsync()).WaitAsync(Patience));
    }

    private static async Task StateAsync(ScanRun run, ScanRunState state)
    {
        while (true)
        {
            var changed = run.StateChanged;
            if (run.State == state)
            {
                return;
            }

            await changed.WaitAsync(Patience);
        }
    }

    private Lab Simulate(Action<SimulatedDaemonOptions>? change = null)
    {
        var options = new SimulatedDaemonOptions { Profile = SimulatedDaemonProfile.Faithful, Quirks = DaemonQuirks.None };
        change?.Invoke(options);
        return Lab.Simulate(options, lab => lab.DataFolder = _folder);
    }
}
