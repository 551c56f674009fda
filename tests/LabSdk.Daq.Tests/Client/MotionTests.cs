using Grpc.Core;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq.Tests.Client;

public class MotionTests
{
    [Fact]
    public async Task Move_ends_at_the_position_read_back_with_one_call()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var motor = await client.Devices.GetMotorAsync("mock_stage");
        var motion = motor.StartMove(12.5);
        Assert.Equal(12.5, await motion);
        Assert.Equal(12.5, motion.Progress.Current);
        Assert.Single(daemon.Hardware.Log, entry => entry.StartsWith("Move", StringComparison.Ordinal));
        Assert.Equal(0, daemon.Hardware.Count("WaitSettled"));
    }

    [Theory]
    [InlineData(100.1)]
    [InlineData(-101)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task Target_outside_the_limits_is_refused_before_anything_is_sent(double target)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var motor = await client.Devices.GetMotorAsync("mock_stage");
        var error = Assert.Throws<DeviceException>(() => { motor.StartMove(target); });
        Assert.Equal(CoreErrorIds.BeyondLimits, error.ErrorId);
        Assert.DoesNotContain(daemon.Hardware.Log, entry => entry.StartsWith("Move", StringComparison.Ordinal));
        if (double.IsFinite(target))
        {
            Assert.Equal(target, await motor.StartMove(target, new MoveOptions { AllowBeyondLimits = true }));
        }
    }

    [Fact]
    public async Task Move_longer_than_the_wait_limit_is_commanded_once_and_waited_for_in_slices()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnMove = (_, _) => throw ScriptedDaemon.Error(StatusCode.DeadlineExceeded, "Motion did not complete within 10000 ms, current position: 3");
        var waits = 0;
        daemon.Hardware.OnWaitSettled = (request, _) => ++waits < 3
            ? throw ScriptedDaemon.Error(StatusCode.DeadlineExceeded, "Wait settled operation timed out for device 'mock_stage'")
            : Task.FromResult(new WaitSettledResponse { Success = true, Settled = true, Position = 50 });
        await using var client = await daemon.ConnectAsync();
        var motor = await client.Devices.GetMotorAsync("mock_stage");
        Assert.Equal(50, await motor.StartMove(50));
        Assert.Equal(1, daemon.Hardware.Count("MoveAbsolute"));
        Assert.Equal(3, daemon.Hardware.Count("WaitSettled"));
    }

    [Fact]
    public async Task Move_given_up_half_way_by_the_daemon_is_an_error_that_says_where_it_stands()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnMove = (_, _) => throw ScriptedDaemon.Error(StatusCode.DeadlineExceeded, "move_abs timed out after 15s");
        daemon.Hardware.Position = 20;
        await using var client = await daemon.ConnectAsync();
        var motor = await client.Devices.GetMotorAsync("mock_stage");
        var error = await Assert.ThrowsAsync<DaqDeviceException>(async () => await motor.StartMove(50));
        Assert.Contains("at 20", error.Message, StringComparison.Ordinal);
        Assert.Contains("15 s", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_that_takes_longer_than_its_time_says_how_far_it_came()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnMove = (request, _) => throw ScriptedDaemon.Error(
            StatusCode.DeadlineExceeded, FormattableString.Invariant($"Motion did not complete within {request.TimeoutMs} ms, current position: 3"));
        daemon.Hardware.OnWaitSettled = async (request, context) =>
        {
            await Task.Delay((int)request.TimeoutMs, context.CancellationToken);
            throw ScriptedDaemon.Error(StatusCode.DeadlineExceeded, "Wait settled operation timed out for device 'mock_stage'");
        };
        await using var client = await daemon.ConnectAsync();
        var motor = await client.Devices.GetMotorAsync("mock_stage");
        var error = await Assert.ThrowsAsync<LabTimeoutException>(async () => await motor.StartMove(50, new MoveOptions { Timeout = TimeSpan.FromMilliseconds(400) }));
        Assert.Equal(CoreErrorIds.MotionTimeout, error.ErrorId);
        Assert.Equal(TimeSpan.FromMilliseconds(400), error.Timeout);
        Assert.NotNull(error.LastProgress);
    }

    [Fact]
    public async Task Stop_asks_the_device_to_stop_and_the_move_ends_as_stopped()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var moving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.Hardware.OnMove = async (_, _) =>
        {
            moving.SetResult();
            await stopped.Task;
            return new MoveResponse { Success = true, Settled = true, FinalPosition = 4 };
        };
        daemon.Hardware.OnStop = _ =>
        {
            daemon.Hardware.Position = 4;
            stopped.TrySetResult();
            return new StopMotionResponse { Success = true, StoppedPosition = 4 };
        };
        await using var client = await daemon.ConnectAsync();
        var motion = (await client.Devices.GetMotorAsync("mock_stage")).StartMove(50);
        await moving.Task;
        await motion.StopAsync();
        var error = await Assert.ThrowsAsync<DeviceException>(async () => await motion);
        Assert.Equal(CoreErrorIds.MotionStopped, error.ErrorId);
        Assert.Equal(4, motion.Progress.Current);
        Assert.Equal(1, daemon.Hardware.Count("StopMotion"));
    }

    [Fact]
    public async Task Stop_of_a_driver_that_cannot_stop_drops_the_call()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var moving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.Hardware.OnMove = async (_, context) =>
        {
            moving.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            throw new InvalidOperationException();
        };
        daemon.Hardware.Position = 9;
        await using var client = await daemon.ConnectAsync();
        var motion = (await client.Devices.GetMotorAsync("mock_stage")).StartMove(50);
        await moving.Task;
        await motion.StopAsync();
        var error = await Assert.ThrowsAsync<NotSupportedByDeviceException>(async () => await motion);
        Assert.Equal(CoreErrorIds.MotionStopped, error.ErrorId);
        Assert.Contains("'mock_stage' cannot be stopped by its driver", error.Message);
        Assert.Equal(9, motion.Progress.Current);
    }

    [Fact]
    public async Task Long_move_reports_positions_while_it_goes_on()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.Hardware.OnMove = async (_, _) =>
        {
            await seen.Task;
            return new MoveResponse { Success = true, Settled = true, FinalPosition = 50 };
        };
        daemon.Hardware.OnPositions = async (stream, _) =>
        {
            await stream.WriteAsync(new PositionUpdate { DeviceId = "mock_stage", Position = double.NaN });
            await stream.WriteAsync(new PositionUpdate { DeviceId = "mock_stage", Position = 25, IsMoving = true });
        };
        await using var client = await daemon.ConnectAsync();
        var motion = (await client.Devices.GetMotorAsync("mock_stage")).StartMove(50);
        motion.Watch(progress =>
        {
            if (progress.Current == 25)
            {
                seen.TrySetResult();
            }
        });
        Assert.Equal(50, await motion.Completion.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Move_by_a_distance_goes_to_an_absolute_place_inside_the_limits()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.Position = 90;
        await using var client = await daemon.ConnectAsync();
        var motor = await client.Devices.GetMotorAsync("mock_stage");
        Assert.Equal(95, await await motor.StartMoveByAsync(5));
        await Assert.ThrowsAsync<DeviceException>(() => motor.StartMoveByAsync(6));
        Assert.Equal(0, daemon.Hardware.Count("MoveRelative"));
    }
}
