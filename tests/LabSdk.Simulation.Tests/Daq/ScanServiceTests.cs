using Grpc.Core;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class ScanServiceTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("daq", "behaviour.json", "scan_service_points");

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Category", "Vectors")]
    public async Task Points_come_in_the_daemons_order(string name, string json)
    {
        var data = Vectors.Parse(json);
        await using var lab = await DaemonFixture.BenchAsync(options => options.StageSpeed = 100_000);
        string[] motors = ["mock_stage", "mock_stage_y", "mock_rotator"];
        var config = new ScanConfig { ScanType = data.GetProperty("snake").GetBoolean() ? ScanType.SnakeScan : ScanType.GridScan };
        foreach (var (axis, motor) in data.GetProperty("axes").EnumerateArray().Zip(motors))
        {
            config.Axes.Add(new AxisConfig
            {
                DeviceId = motor,
                StartPosition = axis.GetProperty("start").GetDouble(),
                EndPosition = axis.GetProperty("end").GetDouble(),
                NumPoints = axis.GetProperty("num_points").GetUInt32(),
            });
        }

        var expected = data.GetProperty("points").EnumerateArray().Select(point => point.EnumerateArray().Select(value => value.GetDouble()).ToArray()).ToList();
        var progress = await RunAsync(lab, config, expected.Count);
        for (var index = 0; index < expected.Count; index++)
        {
            Assert.Equal(expected[index], motors.Take(config.Axes.Count).Select(motor => progress[index].AxisPositions[motor]));
        }

        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Scan_reads_each_detector_for_each_trigger()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var config = Line(2);
        config.AcquireDeviceIds.Add(["mock_power_meter", "mock_camera"]);
        config.TriggersPerPoint = 3;
        config.CameraDeviceId = "mock_camera";
        config.ArmCamera = true;
        var progress = await RunAsync(lab, config, 2);
        Assert.Equal([0u, 1u], progress.Select(item => item.PointIndex));
        Assert.All(progress, item => Assert.Equal(2u, item.TotalPoints));
        Assert.Equal([0u, 1u, 2u], progress[1].DataPoints.Select(point => point.TriggerIndex));
        Assert.All(progress[1].DataPoints, point => Assert.Equal("mock_power_meter", point.DeviceId));
        Assert.Equal(6u, (await lab.Hardware.StopStreamAsync(new StopStreamRequest { DeviceId = "mock_camera" })).FramesCaptured);
    }

    [Fact]
    public async Task Progress_can_be_taken_once()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var created = await lab.Scans.CreateScanAsync(new CreateScanRequest { Config = Line(2) });
        Assert.Equal((true, "scan-1", 2u), (created.Success, created.ScanId, created.TotalPoints));
        using var first = lab.Scans.StreamScanProgress(new StreamScanProgressRequest { ScanId = "scan-1" }, cancellationToken: lab.Limit);
        await first.ResponseHeadersAsync;
        using var second = lab.Scans.StreamScanProgress(new StreamScanProgressRequest { ScanId = "scan-1" });
        await DaemonFixture.RefusedAsync(
            StatusCode.AlreadyExists, "Progress stream already taken", () => second.ResponseStream.MoveNext(lab.Limit));
    }

    [Fact]
    public async Task Pause_resume_and_stop_follow_the_state()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var config = Line(10_000);
        config.DwellTimeMs = 2.9;
        var id = (await lab.Scans.CreateScanAsync(new CreateScanRequest { Config = config })).ScanId;
        await DaemonFixture.RefusedAsync(StatusCode.FailedPrecondition, "Scan is not running", async () =>
            await lab.Scans.PauseScanAsync(new PauseScanRequest { ScanId = id }));
        await lab.Scans.StartScanAsync(new StartScanRequest { ScanId = id });
        var again = await DaemonFixture.RefusedAsync(StatusCode.FailedPrecondition, async () =>
            await lab.Scans.StartScanAsync(new StartScanRequest { ScanId = id }));
        Assert.StartsWith("Scan is not in CREATED state (current: ", again.Status.Detail, StringComparison.Ordinal);
        await lab.Scans.PauseScanAsync(new PauseScanRequest { ScanId = id });
        Assert.Equal(ScanState.ScanPaused, (await StatusAsync(lab, id)).State);
        await lab.Scans.ResumeScanAsync(new ResumeScanRequest { ScanId = id });
        await DaemonFixture.RefusedAsync(StatusCode.FailedPrecondition, "Scan is not paused", async () =>
            await lab.Scans.ResumeScanAsync(new ResumeScanRequest { ScanId = id }));
        Assert.True((await lab.Scans.StopScanAsync(new StopScanRequest { ScanId = id, EmergencyStop = true })).Success);
        var status = await StatusAsync(lab, id);
        Assert.Equal(ScanState.ScanStopped, status.State);
        Assert.InRange(status.CurrentPoint, 0u, 9999u);
        var listed = await lab.Scans.ListScansAsync(new ListScansRequest { StateFilter = ScanState.ScanStopped });
        Assert.Equal(id, Assert.Single(listed.Scans).ScanId);
        Assert.Empty((await lab.Scans.ListScansAsync(new ListScansRequest { StateFilter = ScanState.ScanRunning })).Scans);
    }

    [Fact]
    public async Task Scan_beyond_enforced_limits_ends_in_error()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        var config = Line(2);
        config.Axes[0].StartPosition = 500;
        var id = (await lab.Scans.CreateScanAsync(new CreateScanRequest { Config = config })).ScanId;
        await lab.Scans.StartScanAsync(new StartScanRequest { ScanId = id });
        ScanStatus status;
        do
        {
            status = await StatusAsync(lab, id);
        }
        while (status.State == ScanState.ScanRunning);

        Assert.Equal((ScanState.ScanError, "Position 500.00mm exceeds limits [-100.00, 100.00]mm"), (status.State, status.ErrorMessage));
    }

    [Theory]
    [InlineData("", "", "", 1, "Scan must have at least one axis")]
    [InlineData("x", "", "", 1, "Device not found: x")]
    [InlineData("mock_camera", "", "", 1, "Device is not movable: mock_camera")]
    [InlineData("mock_stage", "", "", 0, "Axis mock_stage must have at least 1 point")]
    [InlineData("mock_stage", "x", "", 1, "Acquire device not found: x")]
    [InlineData("mock_stage", "mock_stage", "", 1, "Acquire device is not readable or frame producer: mock_stage")]
    [InlineData("mock_stage", "", "x", 1, "Camera device not found: x")]
    [InlineData("mock_stage", "", "mock_stage", 1, "Camera is not triggerable: mock_stage")]
    public async Task Bad_scans_are_refused_in_an_ok_reply(string axis, string acquire, string camera, uint points, string reason)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var config = new ScanConfig();
        if (axis.Length > 0)
        {
            config.Axes.Add(new AxisConfig { DeviceId = axis, NumPoints = points });
        }

        if (acquire.Length > 0)
        {
            config.AcquireDeviceIds.Add(acquire);
        }

        if (camera.Length > 0)
        {
            config.CameraDeviceId = camera;
        }

        var reply = await lab.Scans.CreateScanAsync(new CreateScanRequest { Config = config });
        Assert.Equal((false, reason), (reply.Success, reply.ErrorMessage));
    }

    [Fact]
    public async Task Missing_config_and_unknown_scans_fail_the_call()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(StatusCode.InvalidArgument, "Missing scan config", async () =>
            await lab.Scans.CreateScanAsync(new CreateScanRequest()));
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Scan not found: x", () => StatusAsync(lab, "x"));
    }

    private static ScanConfig Line(uint points) => new()
    {
        ScanType = ScanType.LineScan,
        Axes = { new AxisConfig { DeviceId = "mock_stage", StartPosition = 0, EndPosition = 10, NumPoints = points } },
    };

    private static Task<ScanStatus> StatusAsync(DaemonFixture lab, string id) =>
        lab.Scans.GetScanStatusAsync(new GetScanStatusRequest { ScanId = id }).ResponseAsync;

    private static async Task<List<ScanProgress>> RunAsync(DaemonFixture lab, ScanConfig config, int points)
    {
        var id = (await lab.Scans.CreateScanAsync(new CreateScanRequest { Config = config })).ScanId;
        using var stream = lab.Scans.StreamScanProgress(new StreamScanProgressRequest { ScanId = id }, cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        await lab.Scans.StartScanAsync(new StartScanRequest { ScanId = id });
        var progress = new List<ScanProgress>();
        while (progress.Count < points && await stream.ResponseStream.MoveNext(lab.Limit))
        {
            progress.Add(stream.ResponseStream.Current);
        }

        return progress;
    }
}
