using Grpc.Core;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq.Tests.Client;

public class HardwareTests
{
    [Fact]
    public async Task Device_list_keeps_metadata_capabilities_and_failures()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.Failures.Add(new RegistrationFailure { DeviceId = "broken", DriverType = "esp300", Error = "no port" });
        daemon.Hardware.Devices.Add(new DeviceInfo { Id = "future", Category = (DeviceCategory)42, Capabilities = { "telepathic" } });
        await using var client = await daemon.ConnectAsync();
        var list = await client.ListDevicesAsync();
        var stage = list.Devices.Single(device => device.Id == "mock_stage");
        Assert.Equal((DaqDeviceCategory.Stage, "mm", new DeviceLimits(-100, 100)), (stage.Category, stage.PositionUnit, stage.PositionLimits));
        Assert.True(stage.Can(DaqCapabilities.Movable));
        Assert.Equal(DaqDeviceCategory.Unspecified, list.Devices.Single(device => device.Id == "future").Category);
        Assert.Equal(DeviceLimits.None, list.Devices.Single(device => device.Id == "mock_camera").ExposureLimits);
        Assert.Equal("no port", Assert.Single(list.RegistrationFailures).Error);
        Assert.Equal(["mock_camera"], (await client.ListDevicesAsync("exposure_controllable")).Devices.Select(device => device.Id));
        var failed = await Assert.ThrowsAsync<DeviceException>(async () => await client.Hardware.GetDeviceAsync("broken"));
        Assert.Contains("no port", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_of_a_daemon_without_a_capability_list_gets_it_from_the_flags()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
#pragma warning disable CS0612
        daemon.Hardware.Devices.Add(new DeviceInfo { Id = "old", IsMovable = true, IsReadable = true });
#pragma warning restore CS0612
        await using var client = await daemon.ConnectAsync();
        Assert.Equal(["movable", "readable"], (await client.Hardware.GetDeviceAsync("old")).Capabilities);
    }

    [Fact]
    public async Task Reading_has_value_unit_and_time()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var reading = await (await client.Devices.GetDetectorAsync("mock_power_meter")).ReadAsync();
        Assert.Equal(new Reading(-1.5e-6, "W", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), reading);
        daemon.Hardware.OnRead = (_, _) => Task.FromResult(new ReadValueResponse { Success = true, Value = double.NaN });
        Assert.Equal(ReadingStatus.Invalid, (await client.Hardware.ReadValueAsync("mock_power_meter")).Status);
    }

    [Fact]
    public async Task Waited_move_always_sends_its_timeout_and_a_plain_move_none()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        Assert.Equal(new DaqMoveResult(5, true), await client.MoveAbsoluteAsync("mock_stage", 5, waitForCompletion: true));
        Assert.Equal(new DaqMoveResult(6, null), await client.MoveAbsoluteAsync("mock_stage", 6));
        await client.MoveAbsoluteAsync("mock_stage", 7, waitForCompletion: true, TimeSpan.FromSeconds(3));
        Assert.Equal(
            ["MoveAbsolute mock_stage 5 wait=True timeout=15000", "MoveAbsolute mock_stage 6 wait=False timeout=-1", "MoveAbsolute mock_stage 7 wait=True timeout=3000"],
            daemon.Hardware.Log.Where(entry => entry.StartsWith("Move", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Command_is_sent_once_although_the_connection_breaks_and_a_read_is_repeated()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        daemon.Hardware.OnMove = (_, _) =>
        {
            daemon.Server.CutConnections();
            return Task.FromResult(new MoveResponse { Success = true });
        };
        var error = await Assert.ThrowsAsync<DaqConnectionException>(() => client.MoveRelativeAsync("mock_stage", 1));
        Assert.Equal(DaqErrorIds.Unreachable, error.ErrorId);
        Assert.Equal(1, daemon.Hardware.Count("MoveRelative"));

        var cuts = 1;
        daemon.Hardware.OnRead = (_, _) =>
        {
            if (Interlocked.Decrement(ref cuts) >= 0)
            {
                daemon.Server.CutConnections();
            }

            return Task.FromResult(new ReadValueResponse { Success = true, Value = 1 });
        };
        Assert.Equal(1, (await client.Hardware.ReadValueAsync("mock_power_meter")).Value);
        Assert.Equal(2, daemon.Hardware.Count("ReadValue"));
    }

    [Fact]
    public async Task Laser_setting_is_read_back_and_a_stuck_shutter_is_an_error()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var laser = await client.Devices.GetLaserAsync("laser");
        Assert.True(await laser.SetShutterAsync(true));
        daemon.Hardware.ShutterStuck = true;
        var error = await Assert.ThrowsAsync<DaqDeviceException>(() => laser.SetShutterAsync(false));
        Assert.Equal(DaqErrorIds.ReadbackDiffers, error.ErrorId);
        Assert.Equal(CoreErrorIds.BeyondLimits, (await Assert.ThrowsAsync<DeviceException>(() => laser.SetWavelengthAsync(500))).ErrorId);
    }

    [Fact]
    public async Task State_updates_are_typed_whatever_the_texts_are()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnSubscribe = async (request, stream, _) =>
        {
            await stream.WriteAsync(new DeviceStateUpdate
            {
                DeviceId = "mock_stage", Version = 1, IsSnapshot = true, TimestampNs = 1_000_000_000,
                FieldsJson = { ["online"] = "true", ["position"] = "0.000001", ["reading"] = "NaN", ["armed"] = "false", ["exposure_ms"] = "33" },
            });
            await stream.WriteAsync(new DeviceStateUpdate { DeviceId = "mock_stage", Version = 2, FieldsJson = { ["position"] = "-inf", ["strange"] = "<b>" } });
        };
        await using var client = await daemon.ConnectAsync();
        var updates = new List<DaqStateUpdate>();
        await foreach (var update in client.StreamDeviceStateAsync(["mock_stage"], 10, includeSnapshot: true))
        {
            updates.Add(update);
        }

        Assert.Equal(1e-6, updates[0].State.Position);
        Assert.True(double.IsNaN(updates[0].State.Reading!.Value));
        Assert.Equal((true, false, (bool?)null), (updates[0].State.IsOnline, updates[0].State.IsArmed!.Value, updates[0].State.IsStreaming));
        Assert.Equal(TimeSpan.FromMilliseconds(33), updates[0].State.Exposure);
        Assert.Equal(double.NegativeInfinity, updates[1].State.Position);
        Assert.Equal("<b>", updates[1].Fields["strange"]);
        Assert.Contains("SubscribeDeviceState 10 True", daemon.Hardware.Log);
    }

    [Fact]
    public async Task Memory_of_the_status_stream_is_put_right_to_bytes()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        await foreach (var status in client.Control.StreamStatusAsync())
        {
            Assert.Equal(2048 * 1024, status.UsedMemoryBytes);
        }

        var execution = await client.Control.GetScriptStatusAsync("e1");
        Assert.True(execution.IsRunning);
        Assert.Null(execution.Ended);
        Assert.Equal(DaqErrorIds.NotFound, (await Assert.ThrowsAsync<DaqDeviceException>(() => client.Control.GetScriptStatusAsync("none"))).ErrorId);
    }
}
