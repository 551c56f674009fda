using LabSdk.Tests.Runs.Catalog;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

/// <summary>Time limits and tries of single devices.</summary>
public class DevicePolicyTests
{
    [Fact]
    public async Task Detector_that_is_too_slow_is_named_and_the_others_are_kept()
    {
        var clock = new SoftClock();
        var gate = new Gate();
        var slow = new SoftDetector("slow") { OnRead = (i, token) => i == 1 ? gate.PassAsync(token) : Task.CompletedTask };
        var run = Count(3).Read(new SoftDetector("quick")).Read(slow, timeout: 2).WithClock(clock).RunAsync("limited");
        await gate.Arrived;
        await clock.ArmedAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        var error = await Assert.ThrowsAsync<ScanException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        var cause = Assert.IsType<LabTimeoutException>(error.InnerException);
        Assert.Equal((ScanErrorIds.StepTimeout, "slow", TimeSpan.FromSeconds(2)), (cause.ErrorId, cause.DeviceId, cause.Timeout));
        Assert.Contains("while reading 'slow': 'slow' did not end within the 2 s", error.Message, StringComparison.Ordinal);
        Assert.Equal((1L, true), (error.Result.PointsDone, error.Result.Data[1, "slow"].IsNull));
        Assert.Equal(1, error.Result.Data[1, "quick"].AsDouble());
    }

    [Fact]
    public async Task Limit_of_one_detector_does_not_hold_for_another()
    {
        var clock = new SoftClock();
        var gate = new Gate();
        var slow = new SoftDetector("slow") { OnRead = (_, token) => gate.PassAsync(token) };
        var run = Count().Read(new SoftDetector("quick"), timeout: 2).Read(slow).WithClock(clock).RunAsync();
        await gate.Arrived;
        clock.Advance(TimeSpan.FromSeconds(100));
        gate.Open();
        Assert.Equal(1, (await run.WaitAsync(TimeSpan.FromSeconds(30))).PointsDone);
    }

    [Fact]
    public async Task Detector_that_does_not_heed_its_token_is_left_to_itself()
    {
        var clock = new SoftClock();
        var never = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        var deaf = new SoftDetector("deaf")
        {
            OnRead = (_, _) =>
            {
                arrived.TrySetResult();
                return never.Task;
            },
        };
        var run = Count().Read(deaf, timeout: 1).WithClock(clock).RunAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await clock.ArmedAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<ScanException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("deaf", Assert.IsType<LabTimeoutException>(error.InnerException).DeviceId);
    }

    [Fact]
    public async Task Motor_that_is_too_slow_is_named_and_stopped()
    {
        var clock = new SoftClock();
        var gate = new Gate();
        var slow = new SoftMotor("slow") { OnMove = (_, token) => gate.PassAsync(token) };
        var run = Scan(2, (new SoftMotor("quick"), 0, 1), (slow, 0, 1)).Timeout(slow, 5).WithClock(clock).RunAsync();
        await gate.Arrived;
        await clock.ArmedAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        var error = await Assert.ThrowsAsync<ScanException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("slow", Assert.IsType<LabTimeoutException>(error.InnerException).DeviceId);
        Assert.Equal(1, slow.StopCount);
    }

    [Fact]
    public void Only_the_detector_that_failed_is_read_again()
    {
        var clock = new SoftClock(jumps: true);
        var steady = new SoftDetector("steady");
        var shaky = new SoftDetector("shaky") { OnRead = (i, _) => i is 1 or 2 ? throw new LabConnectionException("X-1", "gone") : Task.CompletedTask };
        var scan = Count(3).Read(steady, shaky).Retry(shaky, attempts: 2).WithClock(clock).Run();
        Assert.Equal((3L, 3, 5, 2L), (scan.PointsDone, steady.Readings, shaky.Readings, scan.Retries));
        Assert.Equal([TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5)], clock.Waits);
    }

    [Fact]
    public void Tries_are_counted_and_an_error_of_another_kind_is_none()
    {
        var clock = new SoftClock(jumps: true);
        var gone = new SoftDetector("gone", _ => throw new LabConnectionException("X-1", "gone"));
        var error = Assert.Throws<ScanException>(() => Count().Read(gone).Retry(gone, attempts: 3).WithClock(clock).Run());
        Assert.Equal((4, 3L), (gone.Readings, error.Result.Retries));
        var broken = new SoftDetector("broken", _ => throw new DeviceException("X-2", "broken"));
        Assert.Throws<ScanException>(() => Count().Read(broken).Retry(broken).WithClock(clock).Run());
        Assert.Equal(1, broken.Readings);
    }

    [Fact]
    public void Move_whose_connection_was_lost_is_sent_again_to_the_same_place()
    {
        var moves = 0;
        var shaky = new SoftMotor("shaky") { Position = 10, OnMove = (_, _) => ++moves == 2 ? throw new LabConnectionException("X-1", "gone") : Task.CompletedTask };
        var steady = new SoftMotor("steady");
        var plan = RelativeScan(shaky, 0, 2, 3).ReturnToStart(false).Retry(shaky).WithClock(new SoftClock(jumps: true));
        Assert.Equal(1, plan.Run().Retries);
        Assert.Equal([10, 11, 11, 12], shaky.Targets);
        Assert.Throws<LabConfigurationException>(() => plan.Timeout(steady, 1).Run());
    }

    [Fact]
    public void Run_that_goes_on_from_its_journal_keeps_them()
    {
        using var folder = new RunsFolder();
        var (motor, power) = (new SoftMotor("stage"), new SoftDetector("power"));
        var plan = Scan(motor, 0, 4, 5).Read(power, timeout: 3, retries: 2).Retry(motor, 4, wait: 0.5).Journal(folder.Path);
        plan.Run();
        var again = JournalReader.Read(folder.Runs.Last.Path).Start.Plan.ToPlan([motor], [power]);
        Assert.Equal(plan.Policies.OrderBy(each => each.Key, StringComparer.Ordinal), again.Policies.OrderBy(each => each.Key, StringComparer.Ordinal));
    }
}
