using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class FaultTests
{
    [Fact]
    public async Task Status_hits_the_chosen_calls_only_and_all_calls_are_counted()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("ReadValue", Fault.Status(GrpcStatusCode.Unavailable, "communication lost"), times: 2, after: 1);
        await ReadAsync(lab);
        for (var count = 0; count < 2; count++)
        {
            await DaemonFixture.RefusedAsync(StatusCode.Unavailable, "communication lost", () => ReadAsync(lab));
        }

        await ReadAsync(lab);
        Assert.Equal(4, lab.Daemon.Calls["ReadValue"]);
        Assert.Equal(0, lab.Daemon.Calls["StopMotion"]);
        Assert.Equal(4, lab.Daemon.Calls.ToDictionary()["ReadValue"]);
    }

    [Fact]
    public async Task Cleared_faults_are_gone()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("/daq.HardwareService/ReadValue", Fault.Status(GrpcStatusCode.Internal, "x"));
        lab.Daemon.Faults.On("GetDeviceState", Fault.NaNPosition);
        lab.Daemon.Faults.Clear();
        await ReadAsync(lab);
        Assert.Equal(0, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Dropped_connection_ends_the_call_unavailable_and_the_next_one_works()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("MoveAbsolute", Fault.DropConnection(), times: 1);
        await DaemonFixture.RefusedAsync(StatusCode.Unavailable, () => lab.MoveAsync("mock_stage", 5));
        Assert.Equal(0, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Lost_reply_means_the_command_was_carried_out()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("MoveAbsolute", Fault.LoseReply, times: 1);
        await DaemonFixture.RefusedAsync(StatusCode.Unavailable, () => lab.MoveAsync("mock_stage", 5));
        Assert.Equal(5, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Half_a_message_is_never_taken_for_a_whole_one()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("ListDevices", Fault.HalfMessage, times: 1);
        await Assert.ThrowsAsync<RpcException>(async () => await lab.Hardware.ListDevicesAsync(new ListDevicesRequest()));
        Assert.Equal(3, (await lab.Hardware.ListDevicesAsync(new ListDevicesRequest())).Devices.Count);
    }

    [Theory]
    [InlineData("communication", nameof(StatusCode.Unavailable))]
    [InlineData("invalid_parameter", nameof(StatusCode.InvalidArgument))]
    [InlineData("initialization", nameof(StatusCode.FailedPrecondition))]
    [InlineData("timeout", nameof(StatusCode.DeadlineExceeded))]
    [InlineData("permission", nameof(StatusCode.PermissionDenied))]
    [InlineData("shutdown", nameof(StatusCode.Internal))]
    public async Task Driver_error_has_the_status_of_its_kind_and_the_trailers(string kind, string code)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("ReadValue", Fault.Driver("maitai", kind, "no reply"), times: 1);
        var refusal = await DaemonFixture.RefusedAsync(Enum.Parse<StatusCode>(code), () => ReadAsync(lab));
        Assert.Equal($"Driver 'maitai' {kind} error: no reply", refusal.Status.Detail);
        Assert.Equal(
            ("driver", "maitai", kind),
            (refusal.Trailers.GetValue("x-daq-error-kind"), refusal.Trailers.GetValue("x-daq-driver-type"), refusal.Trailers.GetValue("x-daq-driver-kind")));
        await ReadAsync(lab);
    }

    [Fact]
    public async Task Slow_reply_arrives_whole()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("GetDaemonInfo", Fault.SlowReply(7, TimeSpan.FromMilliseconds(1)));
        Assert.Equal("0.1.0", (await lab.Control.GetDaemonInfoAsync(new DaemonInfoRequest())).Version);
    }

    [Fact]
    public async Task Delay_waits_on_the_daemons_clock()
    {
        var time = new ManualTime();
        await using var lab = await DaemonFixture.FaithfulAsync(options => options.Time = time);
        lab.Daemon.Faults.On("ReadValue", Fault.Delay(TimeSpan.FromSeconds(5)));
        var read = ReadAsync(lab);
        await lab.Daemon.Calls.WaitForAsync("ReadValue", 1, lab.Limit);
        Assert.False(read.IsCompleted);
        while (!read.IsCompleted)
        {
            // The call may be counted a moment before its delay starts.
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await read;
    }

    [Fact]
    public async Task Passed_deadline_is_answered_as_tonic_does()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("ReadValue", Fault.Delay(TimeSpan.FromMinutes(1)));
        var call = lab.Hardware.ReadValueAsync(
            new ReadValueRequest { DeviceId = "mock_power_meter" }, deadline: DateTime.UtcNow.AddMilliseconds(100));

        // The client reports its own deadline whatever the daemon says.
        await DaemonFixture.RefusedAsync(StatusCode.DeadlineExceeded, async () => await call);
    }

    [Fact]
    public async Task NaN_positions_reach_every_motion_reply()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("GetDeviceState", Fault.NaNPosition, times: 1);
        lab.Daemon.Faults.On("MoveAbsolute", Fault.NaNPosition, times: 1);
        lab.Daemon.Faults.On("SubscribeDeviceState", Fault.NaNPosition, times: 1);
        Assert.True(double.IsNaN(await lab.PositionAsync("mock_stage")));
        Assert.True(double.IsNaN((await lab.Hardware.MoveAbsoluteAsync(new MoveRequest { DeviceId = "mock_stage", Value = 1 })).FinalPosition));
        using var states = lab.Hardware.SubscribeDeviceState(
            new DeviceStateSubscribeRequest { DeviceIds = { "mock_stage" } }, cancellationToken: lab.Limit);
        Assert.True(await states.ResponseStream.MoveNext(lab.Limit));
        Assert.Equal("NaN", states.ResponseStream.Current.FieldsJson["position"]);
        Assert.Equal(1, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Parameter_events_come_twice_when_asked_to()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        lab.Daemon.Faults.On("StreamParameterChanges", Fault.DuplicateParameterEvents);
        using var stream = lab.Hardware.StreamParameterChanges(new StreamParameterChangesRequest(), cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        await lab.Hardware.ArmAsync(new ArmRequest { DeviceId = "mock_camera" });
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        var first = stream.ResponseStream.Current;
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        Assert.Equal(first, stream.ResponseStream.Current);
    }

    [Fact]
    public async Task Request_over_the_limit_is_out_of_range()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var request = new UploadRequest { ScriptContent = new string('x', 4_194_305) };
        var refusal = await DaemonFixture.RefusedAsync(StatusCode.OutOfRange, async () => await lab.Control.UploadScriptAsync(request));
        Assert.Equal(
            $"Error, message length too large: found {request.CalculateSize()} bytes, the limit is: 4194304 bytes", refusal.Status.Detail);
    }

    private static Task<ReadValueResponse> ReadAsync(DaemonFixture lab) =>
        lab.Hardware.ReadValueAsync(new ReadValueRequest { DeviceId = "mock_power_meter" }).ResponseAsync;
}
