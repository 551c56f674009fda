using Grpc.Core;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class MotionTests
{
    [Fact]
    public async Task Faithful_move_is_instant_and_settled_only_when_waited_for()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var plain = await lab.Hardware.MoveAbsoluteAsync(new MoveRequest { DeviceId = "mock_stage", Value = 12.5 });
        Assert.Equal(new MoveResponse { Success = true, FinalPosition = 12.5 }, plain);
        var waited = await lab.Hardware.MoveRelativeAsync(
            new MoveRequest { DeviceId = "mock_stage", Value = -2.5, WaitForCompletion = true, TimeoutMs = 500 });
        Assert.Equal(new MoveResponse { Success = true, FinalPosition = 10, Settled = true }, waited);
    }

    [Fact]
    public async Task Faithful_stage_goes_beyond_its_limits_and_cannot_stop()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await lab.MoveAsync("mock_stage", 1000);
        Assert.Equal(1000, await lab.PositionAsync("mock_stage"));
        await DaemonFixture.RefusedAsync(StatusCode.Unimplemented, "Stop not supported by this device", async () =>
            await lab.Hardware.StopMotionAsync(new StopMotionRequest { DeviceId = "mock_stage" }));
    }

    [Fact]
    public async Task Bench_stage_enforces_its_limits()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        await DaemonFixture.RefusedAsync(
            StatusCode.Internal, "Position 150.00mm exceeds limits [-100.00, 100.00]mm", () => lab.MoveAsync("mock_stage", 150));
        Assert.Equal(0, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Bench_stage_stops_between_start_and_target()
    {
        await using var lab = await DaemonFixture.BenchAsync(options => options.StageSpeed = 10);
        await lab.MoveAsync("mock_stage", 100, wait: false);
        while (await lab.PositionAsync("mock_stage") == 0)
        {
        }

        var stopped = await lab.Hardware.StopMotionAsync(new StopMotionRequest { DeviceId = "mock_stage" });
        Assert.InRange(stopped.StoppedPosition, double.Epsilon, 99);
        var settled = await lab.Hardware.WaitSettledAsync(new WaitSettledRequest { DeviceId = "mock_stage" });
        Assert.True(settled.Settled);
        Assert.Equal(stopped.StoppedPosition, settled.Position);
    }

    [Fact]
    public async Task Waited_move_that_takes_too_long_says_where_the_stage_is()
    {
        await using var lab = await DaemonFixture.BenchAsync(options => options.StageSpeed = 1);
        var refusal = await DaemonFixture.RefusedAsync(StatusCode.DeadlineExceeded, async () => await lab.Hardware.MoveAbsoluteAsync(
            new MoveRequest { DeviceId = "mock_stage", Value = 50, WaitForCompletion = true, TimeoutMs = 20 }));
        Assert.StartsWith("Motion did not complete within 20 ms, current position: ", refusal.Status.Detail, StringComparison.Ordinal);
        await DaemonFixture.RefusedAsync(
            StatusCode.DeadlineExceeded,
            "Wait settled operation timed out for device 'mock_stage'",
            async () => await lab.Hardware.WaitSettledAsync(new WaitSettledRequest { DeviceId = "mock_stage", TimeoutMs = 20 }));
    }

    [Fact]
    public async Task New_target_in_mid_motion_replaces_the_old_one()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        await lab.MoveAsync("mock_stage", 90, wait: false);
        await lab.MoveAsync("mock_stage", -3);
        Assert.Equal(-3, await lab.PositionAsync("mock_stage"));
    }

    [Theory]
    [InlineData("mock_power_meter")]
    [InlineData("nothing")]
    public async Task Move_of_something_else_is_not_found(string device)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(
            StatusCode.NotFound, $"Device '{device}' not found or not movable", () => lab.MoveAsync(device, 1));
    }

    [Fact]
    public async Task Position_stream_ticks_and_tells_motion()
    {
        await using var lab = await DaemonFixture.BenchAsync(options => options.StageSpeed = 20);
        await lab.MoveAsync("mock_stage", 100, wait: false);
        using var stream = lab.Hardware.StreamPosition(
            new StreamPositionRequest { DeviceId = "mock_stage", RateHz = 100 }, cancellationToken: lab.Limit);
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        Assert.False(stream.ResponseStream.Current.IsMoving);
        var sawMotion = false;
        for (var update = 0; update < 50 && !sawMotion; update++)
        {
            Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
            sawMotion = stream.ResponseStream.Current.IsMoving;
        }

        Assert.True(sawMotion);
    }

    [Fact]
    public async Task Rotator_refuses_angles_beyond_a_turn()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        await DaemonFixture.RefusedAsync(
            StatusCode.Internal, "Position 361 outside range (0-360)", () => lab.MoveAsync("mock_rotator", 361));
        await lab.MoveAsync("mock_rotator", 2);
        Assert.Equal(2, await lab.PositionAsync("mock_rotator"));
    }

    [Fact]
    public async Task Blocking_stage_is_left_half_way_when_the_client_gives_up()
    {
        await using var lab = await DaemonFixture.BenchAsync(options =>
        {
            options.StageSpeed = 10;
            options.Quirks = DaemonQuirks.None with { MovesBlock = true };
        });
        using var patience = new CancellationTokenSource();
        var move = lab.Hardware.MoveAbsoluteAsync(new MoveRequest { DeviceId = "mock_stage", Value = 100 }, cancellationToken: patience.Token);
        while (await lab.PositionAsync("mock_stage") == 0)
        {
        }

        await patience.CancelAsync();
        await DaemonFixture.RefusedAsync(StatusCode.Cancelled, async () => await move);
        await lab.Hardware.WaitSettledAsync(new WaitSettledRequest { DeviceId = "mock_stage" });
        Assert.InRange(await lab.PositionAsync("mock_stage"), double.Epsilon, 99);
    }
}
