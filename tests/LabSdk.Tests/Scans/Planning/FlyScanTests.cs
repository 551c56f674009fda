using LabSdk.Devices;
using LabSdk.Tests.Runs;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public sealed class FlyScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-fly").FullName;
    private readonly SteppingMotor _x = new("x");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Detectors_are_read_while_the_motor_moves_at_the_place_between()
    {
        _x.Position = 5;
        var scan = FlyScan(_x, 0, 10, rate: 1e6).Read(new SoftDetector("power")).Journal(_folder).Run();
        var data = scan.Data;
        Assert.Equal(["position", "power", "position_before", "position_after", "time"], data.Columns.Select(column => column.Name));
        var (at, before, after) = (data["position"].ToDoubles(), data["position_before"].ToDoubles(), data["position_after"].ToDoubles());
        Assert.All(Enumerable.Range(0, at.Length), i => Assert.InRange(at[i], before[i], after[i]));
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        Assert.InRange(at.Length, 3, 12);
        Assert.Equal((10, 10), (at[^1], _x.Position));
        Assert.Equal([0, 10], _x.Targets);
        Assert.Equal((long)at.Length, scan.PointsTotal);
        JournalTests.AssertSame(data, Lab.Runs.In(_folder).Last.Data);
    }

    [Fact]
    public void Speed_is_set_for_the_flight_and_set_back()
    {
        FlyScan(_x, 0, 10, rate: 1e6, speed: 3).Read(new SoftDetector("power")).Run();
        Assert.Equal(["velocity = 3", "velocity = 7"], _x.Set);
        var error = Assert.Throws<LabConfigurationException>(() => FlyScan(new SoftMotor("m"), 0, 1, speed: 3).Run());
        Assert.Contains("'m' has no parameters", error.Message, StringComparison.Ordinal);
        var refused = Assert.Throws<ScanException>(() => FlyScan(new SteppingMotor("y") { SpeedUnit = "%" }, 0, 1, speed: 3).Run());
        Assert.Equal(ScanErrorIds.NoSpeed, Assert.IsType<NotSupportedByDeviceException>(refused.InnerException).ErrorId);
    }

    [Fact]
    public void Failure_keeps_the_points_and_the_run_flies_on_from_the_last_one()
    {
        var power = new SoftDetector("power") { OnRead = (i, _) => i == 3 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask };
        var plan = FlyScan(_x, 0, 10, rate: 1e6, speed: 2).Read(power).Journal(_folder);
        var failed = Assert.Throws<ScanException>(() => plan.Run()).Result;
        Assert.Equal(3, failed.PointsDone);
        Assert.Equal("velocity = 7", _x.Set[^1]);
        var last = failed.Data["position"].ToDoubles()[^1];
        _x.Targets.Clear();
        _x.Position = 0;
        var whole = Lab.Runs.In(_folder).Last.Resume(plan);
        Assert.Equal([last, 10], _x.Targets);
        Assert.Equal(ScanExitStatus.Success, whole.ExitStatus);
        Assert.Equal(10, whole.Data["position"].ToDoubles()[^1]);
    }

    [Fact]
    public async Task Pause_stops_the_motor_and_it_flies_on()
    {
        var gate = new Gate();
        var power = new SoftDetector("power") { OnRead = (i, token) => i == 2 ? gate.PassAsync(token) : Task.CompletedTask };
        var run = FlyScan(_x, 0, 10, rate: 1e6).Read(power).Start();
        await gate.Arrived;
        run.Pause();
        gate.Open();
        while (true)
        {
            var changed = run.StateChanged;
            if (run.State == ScanRunState.Paused)
            {
                break;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.False(_x.IsMoving);
        Assert.Equal(3, run.Result.PointsDone);
        run.Resume();
        var scan = await run.WaitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(10, scan.Data["position"].ToDoubles()[^1]);
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
    }

    [Fact]
    public async Task Interrupt_stops_the_motor_and_keeps_the_points()
    {
        var gate = new Gate();
        var power = new SoftDetector("power") { OnRead = (i, token) => i == 2 ? gate.PassAsync(token) : Task.CompletedTask };
        using var source = new CancellationTokenSource();
        var running = FlyScan(_x, 0, 10, rate: 1e6).Read(power).RunAsync(cancellationToken: source.Token);
        await gate.Arrived;
        await source.CancelAsync();
        var error = await Assert.ThrowsAsync<ScanInterruptedException>(() => running);
        Assert.Equal(2, error.Result.PointsDone);
        Assert.False(_x.IsMoving);
    }

    [Fact]
    public void What_does_not_fit_a_flight_is_refused()
    {
        Assert.Throws<LabConfigurationException>(() => FlyScan(_x, 0, 10).Dwell(1).Run());
        Assert.Throws<LabConfigurationException>(() => FlyScan(_x, 0, 10).Repeat(2).Run());
        Assert.Throws<LabConfigurationException>(() => FlyScan(_x, 0, 1000).Run());
        Assert.Throws<ArgumentException>(() => FlyScan(_x, 0, 10).Then(Scan(_x, 0, 1, 2)));
        Assert.ThrowsAny<ArgumentException>(() => FlyScan(_x, 0, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => FlyScan(_x, 0, 1, rate: 0));
        Assert.ThrowsAny<ArgumentException>(() => FlyScan(_x, 0, 1, speed: -1));
        Assert.Empty(_x.Targets);
    }

    /// <summary>A motor that goes one unit further each time it is asked where it is, so that no clock decides the test.</summary>
    private sealed class SteppingMotor(string id) : IMovable, IParameters
    {
        private TaskCompletionSource<double>? _flight;
        private double _speed = 7;

        public string Id => id;

        public DeviceDescription Description { get; } = new(id, id, "daq", "soft", "stage");

        public string Unit => "mm";

        public string SpeedUnit { get; init; } = "mm/s";

        public DeviceLimits Limits => new(-100, 100);

        public double Tolerance => 0;

        public double Position { get; set; }

        public List<double> Targets { get; } = [];

        public List<string> Set { get; } = [];

        public bool IsMoving => _flight is not null;

        private double Target { get; set; }

        public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default)
        {
            if (_flight is { } flight)
            {
                Position += Math.Clamp(Target - Position, -1, 1);
                if (Position == Target)
                {
                    _flight = null;
                    flight.TrySetResult(Position);
                }
            }

            return new(Position);
        }

        public Motion StartMove(double target, MoveOptions? options = null)
        {
            Limits.Check(Id, target, Unit);
            Targets.Add(target);
            if (Targets.Count % 2 == 1)
            {
                // To the start at once; the flight itself takes its time.
                Position = target;
                return Motion.Completed(Id, target, Unit);
            }

            Target = target;
            _flight = new TaskCompletionSource<double>();
            var flight = _flight;
            return Motion.Start(Id, target, Unit, async (motion, stop) =>
            {
                await using var stopped = stop.Register(() =>
                {
                    _flight = null;
                    flight.TrySetException(motion.StoppedError());
                });
                return await flight.Task;
            });
        }

        public ValueTask StopAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<IReadOnlyList<ParameterDescription>> ListParametersAsync(CancellationToken cancellationToken = default) =>
            new([new ParameterDescription(id, "velocity", ParameterKind.Float, SpeedUnit)]);

        public ValueTask<ParameterValue> GetParameterAsync(string name, CancellationToken cancellationToken = default) => new(new ParameterValue(_speed, SpeedUnit, default));

        public ValueTask<ParameterValue> SetParameterAsync(string name, object value, CancellationToken cancellationToken = default)
        {
            _speed = (double)value;
            Set.Add(FormattableString.Invariant($"{name} = {value}"));
            return new(new ParameterValue(_speed, SpeedUnit, default));
        }

        public IAsyncEnumerable<ParameterChange> ParameterChangesAsync(IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
