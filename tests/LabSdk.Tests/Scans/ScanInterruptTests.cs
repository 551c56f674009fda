using LabSdk.Devices;
using LabSdk.Testing;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanInterruptTests
{
    private readonly Gate _gate = new();
    private readonly SoftMotor _stage = new("stage");
    private readonly SoftDetector _power = new("power");

    [Fact]
    public async Task Interrupt_while_moving_stops_the_motor_first()
    {
        _stage.OnMove = (target, token) => target == 2 ? _gate.PassAsync(token) : Task.CompletedTask;
        var error = await InterruptedAsync(Scan(_stage, 0, 4, 5).Read(_power));
        Assert.Equal(1, _stage.StopCount);
        Assert.False(_stage.IsMoving);
        Assert.Equal(2, error.Result.Data.RowCount);
        Assert.Equal("The scan 'x' was interrupted after 2 of 5 points. 2 finished points are kept.", error.Message);
        Assert.Equal(ScanExitStatus.Abort, error.Result.ExitStatus);
        Assert.Same(error, error.Result.Error);
        Assert.EndsWith("LAB-SCAN-0004.md", error.HelpLink, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupt_while_reading_keeps_the_readings_that_came()
    {
        var slow = new SoftDetector("slow") { OnRead = (i, token) => i == 1 ? _gate.PassAsync(token) : Task.CompletedTask };
        var error = await InterruptedAsync(Scan(_stage, 0, 4, 5).Read(_power, slow));
        Assert.Equal(1, error.Result.PointsDone);
        Assert.Equal(2, error.Result.Data.RowCount);
        Assert.Equal(1, (double)error.Result.Data[1, "power"]);
        Assert.True(error.Result.Data[1, "slow"].IsNull);
        Assert.Equal(0, _stage.StopCount);
    }

    [Fact]
    public async Task Detector_that_ignores_its_token_does_not_hold_the_user()
    {
        var deaf = new SoftDetector("deaf") { OnRead = (_, _) => _gate.PassAsync(CancellationToken.None) };
        Assert.Equal(0, (await InterruptedAsync(Count(3).Read(deaf))).Result.PointsDone);
    }

    [Fact]
    public async Task Interrupt_while_dwelling_ends_the_dwell()
    {
        var clock = new SoftClock();
        using var cell = new CancellationTokenSource();
        var run = RunInCell(Scan(_stage, 0, 4, 5).Read(_power).Dwell(1000).WithClock(clock), cell.Token);
        await clock.ArmedAsync();
        await cell.CancelAsync();
        Assert.Equal(0, Assert.IsType<ScanInterruptedException>(await run).Result.PointsDone);
    }

    [Fact]
    public async Task Interrupt_while_asking_where_the_motor_stands_moves_nothing()
    {
        _stage.OnGetPosition = _gate.PassAsync;
        var error = await InterruptedAsync(RelativeScan(_stage, -1, 1, 3));
        Assert.Empty(_stage.Targets);
        Assert.Equal(ScanExitStatus.Abort, error.Result.ExitStatus);
    }

    [Fact]
    public async Task Interrupt_while_returning_keeps_all_points_and_stops()
    {
        _stage.Position = 50;
        _stage.OnMove = (target, token) => target == 50 ? _gate.PassAsync(token) : Task.CompletedTask;
        var error = await InterruptedAsync(Scan(_stage, 0, 4, 5).Read(_power).ReturnToStart());
        Assert.Equal(5, error.Result.PointsDone);
        Assert.Equal(1, _stage.StopCount);
    }

    [Fact]
    public async Task Interrupt_during_an_async_callback_gives_control_back()
    {
        var error = await InterruptedAsync(Scan(_stage, 0, 4, 5).Read(_power).OnPoint(_ => _gate.PassAsync(CancellationToken.None)));
        Assert.Equal(1, error.Result.Data.RowCount);
    }

    [Fact]
    public async Task Callback_that_blocks_for_ever_does_not_hold_the_user_and_the_table_changes_no_more()
    {
        using var release = new ManualResetEventSlim();
        var left = new TaskCompletionSource();
        var error = await InterruptedAsync(Scan(_stage, 0, 4, 5).Read(_power).OnPoint(point =>
        {
            _ = _gate.PassAsync(CancellationToken.None);
            release.Wait(TimeSpan.FromSeconds(30));
            left.TrySetResult();
        }));
        Assert.Contains("goes on ending in the background", error.Message, StringComparison.Ordinal);
        Assert.Equal(ScanExitStatus.Abort, error.Result.ExitStatus);
        release.Set();
        await left.Task;
        Assert.Equal(1, error.Result.Data.RowCount);
        Assert.Equal([0], _stage.Targets);
    }

    [Fact]
    public async Task Motor_that_blocks_while_it_starts_is_told_to_stop()
    {
        var motor = new StuckMotor();
        var error = await InterruptedAsync(Scan(motor, 0, 4, 5), motor.Started.Task);
        await motor.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, error.Result.PointsDone);
        motor.Release.Set();
    }

    [Fact]
    public async Task Motor_that_does_not_stop_is_named()
    {
        _stage.OnMove = (_, _) => _gate.PassAsync(CancellationToken.None);
        var error = await InterruptedAsync(Scan(_stage, 0, 4, 5));
        Assert.Contains("'stage' was told to stop and had not answered.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Motor_that_cannot_be_stopped_is_named()
    {
        _stage.OnMove = async (_, token) =>
        {
            try
            {
                await _gate.PassAsync(token);
            }
            catch (OperationCanceledException)
            {
                throw new NotSupportedByDeviceException("X-1", "it has no stop.");
            }
        };
        var error = await InterruptedAsync(Scan(_stage, 0, 4, 5));
        Assert.Contains("'stage' cannot be stopped: it has no stop.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupt_is_thrown_although_errors_are_kept()
    {
        _power.OnRead = (_, token) => _gate.PassAsync(token);
        await InterruptedAsync(Count(2).Read(_power).KeepErrors());
    }

    [Fact]
    public void Token_cancelled_before_the_start_moves_nothing()
    {
        var error = Assert.Throws<ScanInterruptedException>(() => Scan(_stage, 0, 4, 5).Run("x", new CancellationToken(canceled: true)));
        Assert.Equal(0, error.Result.PointsDone);
        Assert.Empty(_stage.Targets);
    }

    [Fact]
    public async Task Cancelled_async_run_throws_with_its_data()
    {
        using var cancel = new CancellationTokenSource();
        _stage.OnMove = (target, token) => target == 3 ? _gate.PassAsync(token) : Task.CompletedTask;
        var run = Scan(_stage, 0, 4, 5).RunAsync("x", cancel.Token);
        await _gate.Arrived;
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAsync<ScanInterruptedException>(() => run);
        Assert.Equal(3, error.Result.Data.RowCount);
    }

    [Fact]
    public void Scan_from_a_single_threaded_context_does_not_deadlock() => SingleThreadContext.Run(() =>
    {
        _power.OnRead = async (_, _) => await Task.Yield();
        _stage.OnMove = async (_, _) => await Task.Yield();
        var scan = Scan(_stage, 0, 4, 5).Read(_power).OnPoint(async _ => await Task.Yield()).OnPoint(_ => Count(1).Read(_power).Run()).Run();
        Assert.Equal(5, scan.PointsDone);
        Assert.NotNull(RelativeScan(_stage, 0, 1, 2).Preview());
        Assert.NotNull(SynchronizationContext.Current);
    });

    private async Task<ScanInterruptedException> InterruptedAsync(ScanPlan plan, Task? arrived = null)
    {
        using var cell = new CancellationTokenSource();
        var run = RunInCell(plan, cell.Token);
        await (arrived ?? _gate.Arrived);
        await cell.CancelAsync();
        return Assert.IsType<ScanInterruptedException>(await run.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static Task<Exception?> RunInCell(ScanPlan plan, CancellationToken cell) => Task.Factory.StartNew(
        () =>
        {
            using var scope = Interrupts.Enter(cell);
            return (Exception?)Record.Exception(() => plan.Run("x"));
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private sealed class StuckMotor : IMovable
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Release { get; } = new();

        public string Id => "stuck";

        public DeviceDescription Description { get; } = new("stuck", "stuck", "daq", "soft", "stage");

        public string Unit => "mm";

        public DeviceLimits Limits => DeviceLimits.None;

        public double Tolerance => 0;

        public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(0.0);

        public Motion StartMove(double target, MoveOptions? options = null)
        {
            Started.TrySetResult();
            Release.Wait(TimeSpan.FromSeconds(30));
            return Motion.Completed(Id, target, Unit);
        }

        public ValueTask StopAsync(CancellationToken cancellationToken = default)
        {
            Stopped.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
