using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanFailureTests
{
    [Fact]
    public void Every_finished_point_is_kept_wherever_it_fails()
    {
        for (var at = 0; at < 6; at++)
        {
            var failing = at;
            var detector = new SoftDetector("d") { OnRead = (i, _) => i == failing ? throw new DeviceException("X-1", "broken") : Task.CompletedTask };
            var result = Scan(new SoftMotor("m"), 0, 5, 6).Read(detector).KeepErrors().Run();
            Assert.Equal(at, result.PointsDone);
            Assert.Equal(Enumerable.Range(0, at).Select(i => (double)i), result.Data["d"].ToDoubles());
            Assert.Contains($"at point {at + 1} of 6 (m = {at} mm) while reading 'd': broken.", result.Reason, StringComparison.Ordinal);

            var motor = new SoftMotor("m") { OnMove = (target, _) => target == failing ? throw new LabConnectionException("X-2", "gone") : Task.CompletedTask };
            var error = Assert.Throws<ScanException>(() => Scan(motor, 0, 5, 6).Read(new SoftDetector("d")).Run());
            Assert.Equal(at, error.Result.Data.RowCount);
            Assert.True(error.IsTransient);
            Assert.Equal("m", error.DeviceId);
            Assert.Contains("while moving 'm': gone.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Move_refused_by_the_device_itself_is_a_failure_of_that_point()
    {
        // Limits that shrink while the scan runs: the plan check cannot know.
        var motor = new ShrinkingMotor();
        var error = Assert.Throws<ScanException>(() => Scan(motor, 0, 9, 10).Run());
        Assert.Equal(5, error.Result.PointsDone);
        Assert.Equal(CoreErrorIds.BeyondLimits, Assert.IsType<DeviceException>(error.InnerException).ErrorId);
        Assert.Equal(0, motor.Stops);
    }

    [Fact]
    public void When_one_motor_fails_the_others_are_stopped()
    {
        var gate = new Gate();
        var slow = new SoftMotor("slow") { OnMove = (_, token) => gate.PassAsync(token) };
        var bad = new SoftMotor("bad") { OnMove = (_, _) => throw new DeviceException("X-1", "stuck") };
        Assert.Throws<ScanException>(() => Scan(2, (bad, 0, 1), (slow, 0, 1)).Run());
        Assert.Equal(1, slow.StopCount);
        Assert.False(slow.IsMoving);
    }

    [Fact]
    public void Failure_while_returning_keeps_all_points()
    {
        var motor = new SoftMotor("m") { Position = 50, OnMove = (target, _) => target == 50 ? throw new DeviceException("X-1", "stuck") : Task.CompletedTask };
        var error = Assert.Throws<ScanException>(() => Scan(motor, 0, 1, 2).ReturnToStart().Run("r"));
        Assert.Equal(2, error.Result.PointsDone);
        Assert.StartsWith("The scan 'r' failed after the last point while moving 'm' back: stuck.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Motors_stay_where_they_are_after_a_failure()
    {
        var motor = new SoftMotor("m") { Position = 50 };
        var bad = new SoftDetector("d", _ => throw new DeviceException("X-1", "broken"));
        Assert.Throws<ScanException>(() => Scan(motor, 0, 1, 2).Read(bad).ReturnToStart().Run());
        Assert.Equal([0], motor.Targets);
    }

    [Fact]
    public void Failure_before_the_first_point_says_so()
    {
        var motor = new SoftMotor("m") { OnGetPosition = _ => throw new LabConnectionException("X-2", "gone") };
        var error = Assert.Throws<ScanException>(() => RelativeScan(motor, -1, 1, 3).Run("r"));
        Assert.Contains("failed before the first point while asking 'm' where it stands: gone.", error.Message, StringComparison.Ordinal);
        Assert.Empty(motor.Targets);
    }

    [Fact]
    public async Task Slow_reading_fails_by_the_limit_of_the_plan()
    {
        var clock = new SoftClock();
        var gate = new Gate();
        var detector = new SoftDetector("d") { OnRead = (_, token) => gate.PassAsync(token) };
        var run = Count(3).Read(detector).Timeout(2).WithClock(clock).RunAsync("slow");
        await gate.Arrived;
        clock.Advance(TimeSpan.FromSeconds(2));
        var error = await Assert.ThrowsAsync<ScanException>(() => run);
        var cause = Assert.IsType<LabTimeoutException>(error.InnerException);
        Assert.Equal(ScanErrorIds.StepTimeout, cause.ErrorId);
        Assert.Contains("while reading 'd': it did not end within 2 s.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_move_fails_by_the_limit_of_the_plan_and_is_stopped()
    {
        var clock = new SoftClock();
        var gate = new Gate();
        var motor = new SoftMotor("m") { OnMove = (_, token) => gate.PassAsync(token) };
        var run = Scan(motor, 1, 2, 2).Timeout(5).WithClock(clock).RunAsync();
        await gate.Arrived;
        clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<ScanException>(() => run);
        Assert.Equal(1, motor.StopCount);
        Assert.False(motor.IsMoving);
    }

    [Fact]
    public void Limit_counts_for_each_step_not_for_the_scan()
    {
        var clock = new SoftClock();
        var detector = new SoftDetector("d") { OnRead = (_, _) => Task.Run(() => clock.Advance(TimeSpan.FromSeconds(1.9))) };
        Assert.Equal(5, Count(5).Read(detector).Timeout(2).WithClock(clock).Run().PointsDone);
    }

    [Fact]
    public void Detector_that_cancels_itself_is_a_failure_not_an_interrupt()
    {
        var detector = new SoftDetector("d", _ => throw new OperationCanceledException());
        Assert.Equal(ScanExitStatus.Fail, Assert.Throws<ScanException>(() => Count().Read(detector).Run()).Result.ExitStatus);
    }

    private sealed class ShrinkingMotor : IMovable
    {
        private int _asked;

        public int Stops;

        public string Id => "m";

        public DeviceDescription Description { get; } = new("m", "m", "daq", "soft", "stage");

        public string Unit => "mm";

        public DeviceLimits Limits => Interlocked.Increment(ref _asked) == 1 ? new(0, 9) : new(0, 4);

        public double Tolerance => 0;

        public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(0.0);

        public Motion StartMove(double target, MoveOptions? options = null)
        {
            Limits.Check(Id, target, Unit);
            return Motion.Completed(Id, target, Unit);
        }

        public ValueTask StopAsync(CancellationToken cancellationToken = default)
        {
            Stops++;
            return ValueTask.CompletedTask;
        }
    }
}
