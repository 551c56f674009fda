using Grpc.Core;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class DiscoveryTests
{
    [Fact]
    public async Task Faithful_daemon_has_exactly_the_three_documented_devices()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var reply = await lab.Hardware.ListDevicesAsync(new ListDevicesRequest());
        Assert.Empty(reply.RegistrationFailures);
        var devices = reply.Devices.ToDictionary(device => device.Id);
        Assert.Equal(["mock_camera", "mock_power_meter", "mock_stage"], devices.Keys.Order(StringComparer.Ordinal));

        var stage = devices["mock_stage"];
        Assert.Equal(("Mock Stage", "mock_stage", DeviceCategory.Stage), (stage.Name, stage.DriverType, stage.Category));
        Assert.Equal(["movable", "parameterized"], stage.Capabilities);
        Assert.Equal(new DeviceMetadata { PositionUnits = "mm", MinPosition = -100, MaxPosition = 100 }, stage.Metadata);

        var meter = devices["mock_power_meter"];
        Assert.Equal(("Mock Power Meter", DeviceCategory.PowerMeter), (meter.Name, meter.Category));
        Assert.Equal(["readable", "parameterized"], meter.Capabilities);
        Assert.Equal(new DeviceMetadata { ReadingUnits = "W" }, meter.Metadata);

        var camera = devices["mock_camera"];
        Assert.Equal(("Mock Camera", DeviceCategory.Camera), (camera.Name, camera.Category));
        Assert.Equal(["triggerable", "frame_producer", "exposure_controllable", "parameterized"], camera.Capabilities);
        Assert.Equal(new DeviceMetadata { FrameWidth = 640, FrameHeight = 480 }, camera.Metadata);
    }

    [Fact]
    public async Task Bench_adds_the_extra_devices_with_their_capabilities()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        var devices = (await lab.Hardware.ListDevicesAsync(new ListDevicesRequest())).Devices;
        Assert.Equal(
            ["mock_stage", "mock_power_meter", "mock_camera", "mock_stage_y", "peak_detector", "mock_laser", "mock_rotator", "mock_daq_output"],
            devices.Select(device => device.Id));
        Assert.Equal(
            ["readable", "shutter_controllable", "emission_controllable", "wavelength_tunable"],
            devices.Single(device => device.Id == "mock_laser").Capabilities);
        Assert.Equal(["settable"], devices.Single(device => device.Id == "mock_daq_output").Capabilities);
        Assert.Equal(360, devices.Single(device => device.Id == "mock_rotator").Metadata.MaxPosition);
    }

    [Fact]
    public async Task Device_order_changes_with_the_process_when_the_quirk_is_on()
    {
        var orders = new HashSet<string>();
        for (var seed = 0; seed < 12; seed++)
        {
            await using var lab = await DaemonFixture.FaithfulAsync(options => options.Seed = seed);
            orders.Add(string.Join(' ', (await lab.Hardware.ListDevicesAsync(new ListDevicesRequest())).Devices.Select(device => device.Id)));
        }

        Assert.True(orders.Count > 1);
    }

    [Theory]
    [InlineData("movable", "mock_stage")]
    [InlineData("READABLE", "mock_power_meter")]
    [InlineData("frameproducer", "mock_camera")]
    [InlineData("exposure_control", "mock_camera")]
    public async Task Filter_knows_its_own_words(string filter, string expected)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var devices = (await lab.Hardware.ListDevicesAsync(new ListDevicesRequest { CapabilityFilter = filter })).Devices;
        Assert.Equal(expected, Assert.Single(devices).Id);
    }

    [Theory]
    [InlineData("exposure_controllable")]
    [InlineData("parameterized")]
    [InlineData("")]
    public async Task Filter_refuses_the_words_of_the_capability_list(string filter)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(StatusCode.InvalidArgument, $"Unknown capability: {filter}", async () =>
            await lab.Hardware.ListDevicesAsync(new ListDevicesRequest { CapabilityFilter = filter }));
    }

    [Fact]
    public async Task State_has_the_fields_of_the_capabilities_only()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var stage = await lab.Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = "mock_stage" });
        Assert.Equal(new DeviceStateResponse { DeviceId = "mock_stage", Online = true, Position = 0 }, stage);
        var camera = await lab.Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = "mock_camera" });
        Assert.Equal(
            new DeviceStateResponse { DeviceId = "mock_camera", Online = true, Armed = false, Streaming = false, ExposureMs = 33 }, camera);
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Device not found: näh %", async () =>
            await lab.Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = "näh %" }));
    }

    [Fact]
    public async Task Daemon_tells_its_version_and_uptime()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var info = await lab.Control.GetDaemonInfoAsync(new DaemonInfoRequest());
        Assert.Equal("0.1.0", info.Version);
        Assert.Equal(["networking"], info.Features);
        Assert.Equal(["MockStage", "MockCamera"], info.AvailableHardware);
    }

    [Fact]
    public async Task Two_daemons_live_side_by_side()
    {
        await using var first = await DaemonFixture.FaithfulAsync();
        await using var second = await DaemonFixture.FaithfulAsync();
        Assert.NotEqual(first.Daemon.Port, second.Daemon.Port);
        await first.MoveAsync("mock_stage", 5);
        Assert.Equal(0, await second.PositionAsync("mock_stage"));
    }
}
