using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

/// <summary>Looks at what is one for the process, so it runs alone.</summary>
[CollectionDefinition(nameof(ScanLastTests), DisableParallelization = true)]
[Collection(nameof(ScanLastTests))]
public class ScanLastTests
{
    [Fact]
    public void Last_reaches_the_data_of_a_cell_that_failed()
    {
        var bad = new SoftDetector("d", i => i == 2 ? throw new DeviceException("X-1", "broken") : i);
        Assert.Throws<ScanException>(() => Scan(new SoftMotor("m"), 0, 4, 5).Read(bad).Run("failed"));
        Assert.Equal("failed", ScanResult.Last!.Name);
        Assert.Equal(2, ScanResult.Last.Data.RowCount);
    }

    [Fact]
    public void Last_is_the_outer_scan_when_both_have_ended()
    {
        var outer = Count(1).OnPoint(_ =>
        {
            var inner = Count(2).Run("inner");
            Assert.Same(inner, ScanResult.Last);
        }).Run("outer");
        Assert.Same(outer, ScanResult.Last);
    }

    [Fact]
    public void Refused_plan_does_not_become_the_last_scan()
    {
        var good = Count(1).Run();
        Assert.Throws<LabConfigurationException>(() => Scan(new SoftMotor("m", 0, 1), 0, 5, 2).Run());
        Assert.Same(good, ScanResult.Last);
    }

    [Fact]
    public void Registered_observer_watches_every_scan_until_it_is_disposed()
    {
        var seen = new List<string>();
        using (ScanObservers.Register(scan =>
        {
            seen.Add(scan.Name);
            return null;
        }))
        {
            Count(1).Run("one");
            Count(1).Run("two");
        }

        Count(1).Run("three");
        Assert.Equal(["one", "two"], seen);
    }

    [Fact]
    public void Observer_factory_that_throws_does_not_touch_the_scan()
    {
        using var registration = ScanObservers.Register(_ => throw new FormatException());
        var scan = Count(3).Run();
        Assert.Equal(3, scan.PointsDone);
        Assert.IsType<FormatException>(Assert.Single(scan.ObserverErrors));
    }

    [Fact]
    public void Host_of_the_devices_is_told_once_before_anything_moves()
    {
        var host = new Host();
        var (motor, detector) = (new HostedDevice("m", host), new HostedDevice("d", host));
        var result = Scan(motor, 0, 1, 2).Read(detector).Run();
        Assert.Same(result, Assert.Single(host.Scans));
    }

    /// <summary>Fifty blocking scans whose devices answer from the pool, while the pool has two threads.</summary>
    [Fact]
    public async Task Many_scans_finish_with_two_pool_threads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(2, 2);
        try
        {
            var scans = Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            {
                var detector = new SoftDetector("d") { OnRead = async (_, _) => await Task.Yield() };
                var motor = new SoftMotor("m") { OnMove = async (_, _) => await Task.Yield() };
                return Scan(motor, 0, 4, 5).Read(detector).OnPoint(p => Count(2).Read(detector).Run()).Run();
            }));
            var results = await Task.WhenAll(scans).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.All(results, result => Assert.Equal(5, result.PointsDone));
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, ports);
        }
    }

    private sealed class Host : IScanHost
    {
        public List<ScanResult> Scans { get; } = [];

        public void OnScanStarting(ScanResult scan)
        {
            Assert.Equal(0, scan.PointsDone);
            Scans.Add(scan);
        }
    }

    private sealed class HostedDevice(string id, IScanHost host) : IMovable, IReadable, IScanParticipant
    {
        public string Id => id;

        public DeviceDescription Description { get; } = new(id, id, "daq", "soft", "x");

        public string Unit => "mm";

        public DeviceLimits Limits => DeviceLimits.None;

        public double Tolerance => 0;

        public IScanHost ScanHost => host;

        public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(0.0);

        public Motion StartMove(double target, MoveOptions? options = null) => Motion.Completed(id, target, Unit);

        public ValueTask StopAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default) => new(new Reading(1, "", default));
    }
}
