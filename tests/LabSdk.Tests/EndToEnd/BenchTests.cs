using LabSdk.Daq;
using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Tests.EndToEnd;

/// <summary>The main job on a simulated daemon over a real socket.</summary>
public sealed class BenchTests : IAsyncLifetime
{
    private Lab _lab = null!;

    public async Task InitializeAsync() => _lab = await SimulatedLab.StartAsync();

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public void Every_device_is_listed_with_its_class()
    {
        Assert.Equal(
            ["driving GatewayDevice", "left_button GatewayDevice", "mds-hid-dev-001 DiagnosticDevice", "mem0 CxlDevice", "mock_camera Camera", "mock_daq_output Settable", "mock_laser Laser", "mock_power_meter Detector", "mock_rotator Motor", "mock_stage Motor", "mock_stage_y Motor", "opta GatewayDevice", "peak_detector Detector", "switch0 CxlDevice", "telemetry Telemetry"],
            _lab.Devices.Select(device => $"{device.Id} {device.GetType().Name}"));
        Assert.All(_lab.Devices, device => Assert.True(device.Description.IsSimulated));
    }

    [Fact]
    public void A_scan_gives_the_table_of_the_Python_client()
    {
        var scan = Scan(_lab.Motor("mock_stage"), -50, 50, steps: 11).Read(_lab.Detector("peak_detector")).Run("First scan");

        Assert.Equal(["position", "peak_detector"], scan.Data.Columns.Take(2).Select(column => column.Name));
        Assert.Equal(Enumerable.Range(0, 11).Select(i => -50 + (10.0 * i)), scan.Data["position"].ToDoubles());
        Assert.Equal("mm", scan.Data["position"].Unit);
        Assert.Same(scan, _lab.LastScan);
        Assert.True(scan.IsSimulated);
    }

    [Fact]
    public void Position_limits_units_and_location_are_those_of_the_stage()
    {
        var stage = _lab.Motor("mock_stage");
        stage.Position = 10;

        Assert.Equal(10, stage.Position, 6);
        Assert.Equal(("mm", new DeviceLimits(-100, 100)), (stage.Units, stage.Limits));
        Assert.Equal(12, stage.MoveRelative(2), 6);
        Assert.Equal(12, stage.Location.Setpoint, 6);
    }

    [Fact]
    public void Readings_have_unit_and_time()
    {
        var reading = _lab.Detector("mock_power_meter").ReadValue();
        var many = _lab.Detector("mock_power_meter").ReadMany(5);

        Assert.Equal("W", reading.Unit);
        Assert.InRange(reading.Timestamp, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal(5, many.RowCount);
        Assert.Equal("W", many["mock_power_meter"].Unit);
    }

    [Fact]
    public void A_snapshot_starts_the_camera_and_stops_it_again()
    {
        var camera = _lab.Camera("mock_camera");
        camera.Exposure = TimeSpan.FromMilliseconds(5);

        var frame = camera.Snapshot();

        Assert.Equal((64, 64), (frame.Width, frame.Height));
        Assert.Equal(5, camera.Exposure.TotalMilliseconds, 3);
        Assert.False(camera.IsStreaming);
        Assert.Equal(3, camera.Frames(new FrameOptions { MaxFrames = 3 }).Count());
    }

    [Fact]
    public void Laser_settable_and_parameters_work()
    {
        var laser = _lab.Laser("mock_laser");
        laser.Wavelength = 750;
        _lab.Settable("mock_daq_output")["voltage"].Value = 2.5;
        _lab.Camera("mock_camera").Parameters["exposure_s"].Value = 0.02;

        Assert.Equal(750, laser.Wavelength, 6);
        Assert.False(laser.Emission);
        Assert.Equal(2.5, _lab.Settable("mock_daq_output")["voltage"].Get<double>(), 6);
        Assert.Equal(20, _lab.Camera("mock_camera").Exposure.TotalMilliseconds, 3);
    }

    [Fact]
    public void The_run_engine_of_the_daemon_gives_a_table_with_positions()
    {
        var run = _lab.RunEngine.Run(DaqPlan.LineScan("mock_stage", 0, 10, 6, "peak_detector"));

        Assert.Equal([0, 2, 4, 6, 8, 10], run.Data["position"].ToDoubles());
        Assert.True(run.Result.IsSuccess);
        Assert.Equal(DaqEngineState.Idle, _lab.RunEngine.Status.State);
        Assert.Contains("peak_detector", run.ToHtml());
    }

    [Fact]
    public void States_begin_with_a_snapshot()
    {
        var state = _lab.States(["mock_stage"]).First();

        Assert.True(state.IsSnapshot);
        Assert.True(state.IsOnline);
        Assert.NotNull(state.Position);
    }

    [Fact]
    public void The_health_of_the_lab_names_daemon_and_devices()
    {
        var health = _lab.Health;

        Assert.Contains(health, fact => fact.Name.EndsWith(" daemon") && fact.Severity == HealthSeverity.Ok);
        Assert.Contains(health, fact => fact.Name.StartsWith("mock_stage "));
        Assert.Contains("SIMULATED", health.ToHtml());
    }

    [Fact]
    public void Everything_that_is_shown_says_simulated()
    {
        var scan = Scan(_lab.Motor("mock_stage"), 0, 1, 2).Read(_lab.Detector("peak_detector")).Run();

        Assert.All(
            new[] { _lab.ToHtml(), _lab.ToString(), _lab.Devices.ToHtml(), _lab.Motor("mock_stage").ToHtml(), _lab.Motor("mock_stage").ToString(), scan.ToHtml(), scan.ToString() },
            shown => Assert.Contains("SIMULATED", shown));
        Assert.NotNull(_lab.SimulatedDaemon);
    }
}
