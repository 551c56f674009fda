using LabSdk.Devices;
using LabSdk.Tests.Runs;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanControlTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Gate _gate = new();
    private readonly SoftMotor _stage = new("stage");
    private readonly SoftDetector _power = new("power");
    private readonly MemoryJournalFile _journal = new();

    [Fact]
    public async Task Pause_lets_the_point_end_and_resume_goes_on_with_the_next()
    {
        _power.OnRead = (i, token) => i == 2 ? _gate.PassAsync(token) : Task.CompletedTask;
        var run = _journal.Under(Scan(_stage, 0, 4, 5).Read(_power)).Start("x");
        await _gate.Arrived;
        Assert.True(run.Pause(reason: "lunch"));
        Assert.Equal(ScanRunState.Pausing, run.State);
        _gate.Open();
        await ReachedAsync(run, ScanRunState.Paused);
        Assert.Equal(3, run.Result.PointsDone);
        Assert.Equal([0, 1, 2], _stage.Targets);

        Assert.True(run.Resume());
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
        Assert.Equal([0, 1, 2, 3, 4], _stage.Targets);
        Assert.Equal([("paused", "lunch"), ("running", "")], _journal.Read().Events.Select(e => (e.What, e.Reason)));
        Assert.Equal(ScanRunState.Idle, run.State);
        Assert.False(run.Pause());
        Assert.False(run.Resume());
        Assert.False(run.Stop());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pause_and_stop_that_come_before_the_first_step_are_not_lost(bool now)
    {
        for (var i = 0; i < 50; i++)
        {
            // No point ends before the test has had its say.
            var said = new TaskCompletionSource();
            _power.OnRead = (_, token) => said.Task.WaitAsync(token);
            var run = Scan(_stage, 0, 4, 5).Read(_power).Quiet().Start();
            Assert.True(run.Pause(now));
            said.SetResult();
            await ReachedAsync(run, ScanRunState.Paused);
            Assert.True(run.Resume());
            Assert.Equal(5, (await run.WaitAsync().WaitAsync(Patience)).PointsDone);

            said = new TaskCompletionSource();
            var stopped = Scan(_stage, 0, 4, 5).Read(_power).Quiet().Start();
            Assert.True(stopped.Stop());
            said.SetResult();
            Assert.Equal(ScanExitStatus.Stopped, (await stopped.WaitAsync().WaitAsync(Patience)).ExitStatus);
        }
    }

    [Fact]
    public async Task Pause_at_once_stops_the_motor_and_the_point_is_measured_again()
    {
        var isFirst = true;
        _stage.OnMove = (target, token) =>
        {
            if (target == 2 && isFirst)
            {
                isFirst = false;
                return _gate.PassAsync(token);
            }

            return Task.CompletedTask;
        };
        var run = _journal.Under(Scan(_stage, 0, 4, 5).Read(_power)).Start();
        await _gate.Arrived;
        Assert.True(run.Pause(now: true));
        await ReachedAsync(run, ScanRunState.Paused);
        Assert.Equal((1, false), (_stage.StopCount, _stage.IsMoving));
        Assert.True(run.Resume());
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal([0, 1, 2, 2, 3, 4], _stage.Targets);
        Assert.Equal([0, 1, 2, 3, 4], scan.Data["position"].ToDoubles());
        JournalTests.AssertSame(scan.Data, _journal.Read().Rows);
    }

    [Fact]
    public async Task After_a_cut_everything_since_the_checkpoint_is_measured_again_and_stays_in_the_journal()
    {
        _power.OnRead = (i, token) => i == 5 ? _gate.PassAsync(token) : Task.CompletedTask;
        var run = _journal.Under(Scan(_stage, 0, 8, 9).Read(_power, new SoftDetector("other")).CheckpointEvery(3)).Start();
        await _gate.Arrived;
        run.Pause(now: true);
        await ReachedAsync(run, ScanRunState.Paused);
        Assert.Equal(3, run.Result.Data.RowCount);
        Assert.Null(run.Result.PartialPoint);
        run.Resume();
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8], scan.Data["position"].ToDoubles());
        Assert.Equal([0, 1, 2, 6, 7, 8, 9, 10, 11], scan.Data["power"].ToDoubles());
        var journal = _journal.Read();
        Assert.Equal(2, journal.SupersededRows);
        JournalTests.AssertSame(scan.Data, journal.Rows);
    }

    [Fact]
    public async Task Deferred_pause_waits_for_the_checkpoint()
    {
        _power.OnRead = (i, token) => i == 1 ? _gate.PassAsync(token) : Task.CompletedTask;
        var run = Scan(_stage, 0, 8, 9).Read(_power).CheckpointEvery(4).Start();
        await _gate.Arrived;
        run.Pause();
        _gate.Open();
        await ReachedAsync(run, ScanRunState.Paused);
        Assert.Equal(4, run.Result.PointsDone);
        run.Stop();
        await run.WaitAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task Stop_ends_like_a_success_but_says_that_it_was_early()
    {
        _stage.Position = 50;
        var scan = _journal.Under(Scan(_stage, 0, 4, 5).Read(_power).ReturnToStart().OnPoint(point =>
        {
            if (point.Index == 2)
            {
                point.Scan.Controls.Stop("the peak is found");
            }
        })).Run("x");
        Assert.Equal((ScanExitStatus.Stopped, 3L, null), (scan.ExitStatus, scan.PointsDone, scan.Error));
        Assert.Equal("The scan 'x' was stopped early after 3 of 5 points: the peak is found.", scan.Reason);
        Assert.Equal([0, 1, 2, 50], _stage.Targets);
        Assert.Equal("stopped", _journal.Read().Stop!.Status);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Abort_and_halt_keep_the_reason_and_stop_the_motors(bool halts)
    {
        _stage.OnMove = (target, token) => target == 2 ? _gate.PassAsync(token) : Task.CompletedTask;
        var run = _journal.Under(Scan(_stage, 0, 4, 5).Read(_power)).Start("x");
        await _gate.Arrived;
        Assert.True(halts ? run.Halt("smoke") : run.Abort("smoke"));
        Assert.False(run.Abort());
        var error = Assert.Throws<ScanInterruptedException>(() => run.Wait());
        Assert.Contains("after 2 of 5 points: smoke.", error.Message, StringComparison.Ordinal);
        await ReachedAsync(run, ScanRunState.Idle);
        Assert.Equal((1, false), (_stage.StopCount, _stage.IsMoving));
        Assert.Equal("abort", _journal.Read().Stop!.Status);
    }

    [Fact]
    public async Task Paused_run_can_be_aborted_by_its_lab_or_token()
    {
        using var cancel = new CancellationTokenSource();
        var engine = new ScanEngine(Scan(_stage, 0, 4, 5).Read(_power).OnPoint(point => point.Scan.Controls.Pause()), "x");
        var task = engine.RunAsync(cancel.Token);
        await ReachedAsync(engine.Controls, ScanRunState.Paused);
        await cancel.CancelAsync();
        Assert.Equal((ScanExitStatus.Abort, 1L), ((await task.WaitAsync(Patience)).ExitStatus, engine.Result.PointsDone));
        Assert.Equal(ScanRunState.Idle, engine.State);
    }

    [Fact]
    public async Task Suspender_cuts_the_point_short_and_the_scan_goes_on_when_it_is_fine_again()
    {
        var clock = new SoftClock();
        var isBeamOff = false;
        _power.OnRead = (i, token) => i == 2 ? _gate.PassAsync(token) : Task.CompletedTask;
        var run = _journal.Under(Scan(_stage, 0, 4, 5).Read(_power).WithClock(clock)
            .SuspendOn(Suspend.When(() => isBeamOff, resumeAfter: 5, every: 1, reason: "no beam"))).Start();
        await _gate.Arrived;
        isBeamOff = true;
        await TickAsync(clock);
        await ReachedAsync(run, ScanRunState.Suspended);
        Assert.Equal(2, run.Result.PointsDone);
        isBeamOff = false;
        for (var second = 0; second < 5; second++)
        {
            await TickAsync(clock);
            Assert.Equal(ScanRunState.Suspended, run.State);
        }

        await TickAsync(clock);
        var scan = await run.WaitAsync().WaitAsync(Patience);
        Assert.Equal([0, 1, 2, 3, 4], scan.Data["position"].ToDoubles());
        Assert.Equal([("suspended", "no beam"), ("running", "")], _journal.Read().Events.Select(e => (e.What, e.Reason)));
    }

    [Fact]
    public async Task Suspender_that_is_met_before_the_start_lets_nothing_move()
    {
        var run = Scan(_stage, 0, 4, 5).Read(_power).WithClock(new SoftClock()).SuspendOn(Suspend.When(() => throw new InvalidOperationException("no answer"), reason: "beam")).Start();
        await ReachedAsync(run, ScanRunState.Suspended);
        Assert.Empty(_stage.Targets);
        Assert.True(run.Pause());
        await ReachedAsync(run, ScanRunState.Paused);
        Assert.True(run.Resume());
        await ReachedAsync(run, ScanRunState.Suspended);
        Assert.True(run.Stop());
        Assert.Equal(0, (await run.WaitAsync().WaitAsync(Patience)).PointsDone);
    }

    /// <summary>Fifty cuts in a thousand points: the frame is that of a scan without any, and no distance was made twice.</summary>
    [Fact]
    public void Lost_connections_are_tried_again_and_the_table_is_the_same()
    {
        var random = new Random(7);
        var cuts = Enumerable.Range(0, 1000).OrderBy(_ => random.Next()).Take(50).ToHashSet();
        var (moves, reads) = (0, 0);
        var motor = new SoftMotor("stage") { Position = 5, OnMove = (_, _) => cuts.Contains(moves++ * 2) ? throw new LabConnectionException("X-1", "gone") : Task.CompletedTask };
        var detector = new SoftDetector("power", _ => motor.Position * 2) { OnRead = (_, _) => cuts.Contains((reads++ * 2) + 1) ? throw new LabConnectionException("X-1", "gone") : Task.CompletedTask };
        var plan = RelativeScan(motor, -1, 1, 1000).Read(detector).WithClock(new SoftClock(jumps: true));
        var scan = plan.RetryOnReconnect().Run();

        var calm = new SoftMotor("stage") { Position = 5 };
        var expected = RelativeScan(calm, -1, 1, 1000).Read(new SoftDetector("power", _ => calm.Position * 2)).Run();
        Assert.InRange(scan.Retries, 20, 50);
        Assert.Equal(expected.Data["position"].ToDoubles(), scan.Data["position"].ToDoubles());
        Assert.Equal(expected.Data["power"].ToDoubles(), scan.Data["power"].ToDoubles());
        Assert.Equal(5, motor.Position);
    }

    [Fact]
    public void Connection_that_stays_away_ends_the_scan_after_the_given_number_of_tries()
    {
        _power.OnRead = (i, _) => i >= 2 ? throw new LabConnectionException("X-1", "gone") : Task.CompletedTask;
        var clock = new SoftClock(jumps: true);
        var scan = Scan(_stage, 0, 4, 5).Read(_power).WithClock(clock).RetryOnReconnect(attempts: 3, wait: 1).KeepErrors().Run();
        Assert.Equal((ScanExitStatus.Fail, 2L, 3L), (scan.ExitStatus, scan.PointsDone, scan.Retries));
        Assert.Equal([1, 2, 4], clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(0, Scan(_stage, 0, 4, 5).Read(new SoftDetector("d", _ => throw new DeviceException("X-2", "no"))).RetryOnReconnect().KeepErrors().Run().Retries);
    }

    [Fact]
    public async Task Subscriber_gets_start_and_descriptor_first_and_can_leave()
    {
        _power.OnRead = (i, token) => i == 2 ? _gate.PassAsync(token) : Task.CompletedTask;
        var run = Scan(_stage, 0, 4, 5).Read(_power).Start();
        await _gate.Arrived;
        var seen = new List<string>();
        var ended = new TaskCompletionSource();
        run.Subscribe(document =>
        {
            seen.Add(document.GetType().Name);
            if (document is ScanStop)
            {
                ended.SetResult();
            }
        });
        var left = 0;
        run.Subscribe(_ => Interlocked.Increment(ref left)).Dispose();
        _gate.Open();
        await ended.Task.WaitAsync(Patience);
        Assert.Equal(["ScanStart", "ScanDescriptor", "ScanPoint", "ScanPoint", "ScanPoint", "ScanStop"], seen);
        Assert.InRange(left, 0, 2);

        var late = new List<string>();
        var lateEnded = new TaskCompletionSource();
        run.Subscribe(document =>
        {
            late.Add(document.GetType().Name);
            if (document is ScanStop)
            {
                lateEnded.SetResult();
            }
        });
        await lateEnded.Task.WaitAsync(Patience);
        Assert.Equal(["ScanStart", "ScanDescriptor", "ScanStop"], late);
    }

    [Fact]
    public async Task Interrupt_pauses_when_the_plan_says_so_and_resume_goes_on()
    {
        _power.OnRead = (i, token) => i == 2 ? _gate.PassAsync(token) : Task.CompletedTask;
        using var cell = new CancellationTokenSource();
        var run = InCell(() => Scan(_stage, 0, 4, 5).Read(_power).PauseOnInterrupt().Run("x"), cell.Token);
        await _gate.Arrived;
        await cell.CancelAsync();
        var paused = Assert.IsType<ScanPausedException>(await run.WaitAsync(Patience));
        Assert.Equal(("LAB-SCAN-0005.md", ScanRunState.Paused), (Path.GetFileName(paused.HelpLink), paused.Result.Controls.State));
        Assert.Same(paused.Result, paused.Result.Resume());
        Assert.Equal([0, 1, 2, 3, 4], paused.Result.Data["position"].ToDoubles());
        Assert.Equal(ScanExitStatus.Success, paused.Result.ExitStatus);
    }

    internal static async Task ReachedAsync(ScanRun run, ScanRunState state)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var changed = run.StateChanged;
            if (run.State == state)
            {
                return;
            }

            await changed.WaitAsync(limit.Token);
        }
    }

    // A condition is looked at on the pool: the next look is armed when this one is over.
    private static async Task TickAsync(SoftClock clock)
    {
        await clock.ArmedAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static Task<Exception?> InCell(Action code, CancellationToken cell) => Task.Factory.StartNew(
        () =>
        {
            using var scope = Interrupts.Enter(cell);
            return (Exception?)Record.Exception(code);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
