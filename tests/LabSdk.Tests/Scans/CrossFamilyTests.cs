using LabSdk.Data;
using LabSdk.Simulation;
using LabSdk.Tests.EndToEnd;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

/// <summary>A daemon, a diagnostic device, a CXL device, a gateway and telemetry in one scan.</summary>
public sealed class CrossFamilyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-families").FullName;
    private readonly Lab _lab;

    public CrossFamilyTests()
    {
        _lab = Lab.Simulate(SimulatedLab.Options, options => options.DataFolder = _folder);
        Button.Status = new { pressed = false };
    }

    private GatewayDevice Button => _lab.Fleet("left_button");

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Motors_and_detectors_of_all_families_stand_in_one_table_and_one_timeline()
    {
        using var speed = _lab.Telemetry.Live("vCar:Chassis", staleAfter: Patience);
        speed.Read();
        var times = new List<(TimeSpan Elapsed, DateTimeOffset[] Read)>();
        var scan = Plan(speed).OnPoint(point => times.Add((point.Elapsed, [.. point.Readings.Select(reading => reading!.Value.Timestamp)]))).Run("All of them");

        // A motor of the daemon and one of the gateway; a detector of each family.
        Assert.Equal((8L, ScanExitStatus.Success), (scan.PointsDone, scan.ExitStatus));
        Assert.Equal(
            ["mock_stage", "left_button.pressed", "mock_power_meter", "mds-hid-dev-001.packet_rate", "mem0.temperature", "left_button.lit_up", "vCar:Chassis"],
            scan.Data.Columns.Select(column => column.Name).Take(7));
        Assert.All(scan.Data.Columns, column => Assert.Equal(0, column.NullCount));
        Assert.All(scan.Data.Columns.Where(column => column.Role == ColumnRole.Detector), column => Assert.All(column.ToDoubles(), value => Assert.True(double.IsFinite(value))));

        // The example module lights the lamp of a button that is not pressed.
        Assert.Equal([1, 0, 1, 0, 1, 0, 1, 0], scan.Data["left_button.lit_up"].ToDoubles());

        // One time base: the times of all families lie within the scan, whose own column only grows.
        Assert.Equal(scan.Data["time"].ToDoubles().Order(), scan.Data["time"].ToDoubles());
        Assert.All(times, point => Assert.All(point.Read.SkipLast(1), read => Assert.InRange(read, scan.Started.AddSeconds(-1), scan.Stopped!.Value.AddSeconds(1))));

        var recorded = Lab.Runs.In(_folder).Last;
        Assert.Equal(["daq", "fleet", "daq", "mds", "cxl", "fleet", "odp"], recorded.Devices.Select(device => device.Family));

        // One frame with what each family recorded on its own, on one clock.
        var chunks = _lab.Mds().Collect(3);
        var timeline = _lab.Timeline(scan, chunks, Button.History, _lab.Telemetry["Run 1"]["vCar:Chassis"]);
        Assert.Equal(["All of them", chunks.DeviceId, "left_button", "Run 1"], timeline.Parts);
        var joined = timeline.AlignTo("All of them");
        Assert.Equal(8, joined.RowCount);
        Assert.Equal(scan.Data["mem0.temperature"].ToDoubles(), joined["All of them.mem0.temperature"].ToDoubles());
        Assert.Equal(0, joined["Run 1.vCar:Chassis"].NullCount);
        Assert.Contains(joined.Columns, column => column.Name.StartsWith("left_button.", StringComparison.Ordinal) && column.NullCount == 0);
    }

    [Fact]
    public void Detectors_of_a_point_are_read_at_the_same_time()
    {
        // Neither of the two gives a value before the other has been asked: read one after the other they would wait for ever.
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var left = new SoftDetector("left") { OnRead = (_, token) => Meet(first, second, token) };
        var right = new SoftDetector("right") { OnRead = (_, token) => Meet(second, first, token) };
        Assert.Equal(1, Count().Read(left, _lab.Cxl("mem0").Temperature, right).Journal(false).Run().PointsDone);

        static Task Meet(TaskCompletionSource own, TaskCompletionSource other, CancellationToken token)
        {
            own.TrySetResult();
            return other.Task.WaitAsync(Patience, token);
        }
    }

    [Fact]
    public async Task Device_of_one_family_that_is_too_slow_is_named_and_the_others_are_kept()
    {
        var (clock, daemon) = (new SoftClock(), _lab.SimulatedDaemon!);
        var (power, temperature) = (_lab.Detector("mock_power_meter"), _lab.Cxl("mem0").Temperature);
        daemon.Faults.On("ReadValue", Fault.Delay(TimeSpan.FromMinutes(5)), after: 2);
        var before = daemon.Calls["ReadValue"];
        var run = Count(5).Read(temperature, _lab.Mds().PacketRate).Read(power, timeout: 2).WithClock(clock).RunAsync("slow");
        await daemon.Calls.WaitForAsync("ReadValue", before + 3);
        clock.Advance(TimeSpan.FromSeconds(2));

        var error = await Assert.ThrowsAsync<ScanException>(() => run.WaitAsync(Patience));
        var cause = Assert.IsType<LabTimeoutException>(error.InnerException);
        Assert.Equal((ScanErrorIds.StepTimeout, "mock_power_meter"), (cause.ErrorId, cause.DeviceId));
        Assert.Equal((2L, 3), (error.Result.PointsDone, error.Result.Data.RowCount));
        Assert.Equal((false, true), (error.Result.Data[2, "mem0.temperature"].IsNull, error.Result.Data[2, "mock_power_meter"].IsNull));
    }

    [Fact]
    public void Daemon_and_gateway_that_go_away_in_the_middle_leave_no_hole()
    {
        using var speed = _lab.Telemetry.Live("vCar:Chassis", staleAfter: Patience);
        speed.Read();
        var back = Task.CompletedTask;
        var scan = Plan(speed).RetryOnReconnect(attempts: 30, wait: 0.05).OnPoint(async point =>
        {
            if (point.Index == 3)
            {
                _lab.SimulatedGateway!.Restart();
                await _lab.SimulatedDaemon!.KillAsync();
                back = _lab.SimulatedDaemon!.RestartAsync();
            }
        }).Run("cut");
        Assert.True(back.IsCompletedSuccessfully);
        Assert.Equal((8L, ScanExitStatus.Success), (scan.PointsDone, scan.ExitStatus));
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], scan.Data["mock_stage"].ToDoubles());
        Assert.All(scan.Data.Columns, column => Assert.Equal(0, column.NullCount));
        Assert.Equal(8, Lab.Runs.In(_folder).Last.Data.RowCount);
    }

    private ScanPlan Plan(LiveSignal speed) => GridScan((_lab.Motor("mock_stage"), 0, 3, 4), (Button.StatusField("pressed", 0, 1), 0, 1, 2))
        .Read(_lab.Detector("mock_power_meter"), _lab.Mds().PacketRate, _lab.Cxl("mem0").Temperature, Button.CommandField("lit_up"), speed);
}
