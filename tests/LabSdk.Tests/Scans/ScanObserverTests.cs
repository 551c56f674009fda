using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanObserverTests
{
    private readonly SoftMotor _stage = new("stage");
    private readonly SoftDetector _power = new("power");

    [Fact]
    public async Task Documents_come_in_order_and_say_what_happened()
    {
        var observer = new Collector();
        var scan = Scan(_stage, 0, 1, 2).Read(_power).WithMetadata("a", 1).Observe(observer).Run("run");
        await observer.Stopped;
        var documents = observer.Documents;
        Assert.Equal(["ScanStart", "ScanDescriptor", "ScanPoint", "ScanPoint", "ScanStop"], documents.Select(d => d.GetType().Name));
        Assert.All(documents, d => Assert.Equal(scan.Uid, d.ScanUid));
        var start = Assert.IsType<ScanStart>(documents[0]);
        Assert.Equal(("run", "scan", 2L), (start.Name, start.PlanName, start.PointCount));
        Assert.Equal(1, start.Metadata["a"]);
        Assert.Equal(["position", "power", "position_readback", "time"], Assert.IsType<ScanDescriptor>(documents[1]).Columns.Select(c => c.Name));
        var stop = Assert.IsType<ScanStop>(documents[^1]);
        Assert.Equal((ScanExitStatus.Success, "", 2L), (stop.ExitStatus, stop.Reason, stop.PointsDone));
    }

    [Fact]
    public async Task Stop_document_tells_the_truth_about_a_failure()
    {
        var observer = new Collector();
        var scan = Count(3).Read(new SoftDetector("d", i => i == 1 ? throw new DeviceException("X-1", "broken") : i)).Observe(observer).KeepErrors().Run();
        await observer.Stopped;
        var stop = Assert.IsType<ScanStop>(observer.Documents[^1]);
        Assert.Equal((ScanExitStatus.Fail, scan.Reason, 1L), (stop.ExitStatus, stop.Reason, stop.PointsDone));
    }

    [Fact]
    public async Task Slow_observer_never_holds_the_scan_and_its_misses_are_counted()
    {
        using var release = new ManualResetEventSlim();
        var observer = new Collector(_ => release.Wait(TimeSpan.FromSeconds(30)));
        var points = ObserverPump.Capacity + 500;
        var scan = Count(points).Read(_power).Observe(observer).Run();
        Assert.Equal(points, scan.Data.RowCount);
        Assert.Equal(500, scan.MissedNotifications);
        release.Set();
        await observer.Stopped;
        Assert.Equal(ObserverPump.Capacity, observer.Documents.OfType<ScanPoint>().Count());
        Assert.IsType<ScanStart>(observer.Documents[0]);
    }

    [Fact]
    public async Task Observer_that_throws_is_left_out_and_the_scan_goes_on()
    {
        var broken = new Collector(d => throw new FormatException("boom"));
        var fine = new Collector();
        var scan = Count(20).Read(_power).Observe(broken).Observe(fine).Run();
        Assert.Equal(20, scan.PointsDone);
        await fine.Stopped;
        Assert.True(SpinWait.SpinUntil(() => scan.MissedNotifications == 20, TimeSpan.FromSeconds(30)));
        Assert.Single(broken.Documents);
        Assert.Equal(23, fine.Documents.Count);
        Assert.IsType<FormatException>(Assert.Single(scan.ObserverErrors));
    }

    [Fact]
    public void Progress_starts_at_zero_and_ends_at_all()
    {
        var reports = new List<ScanProgress>();
        Scan(_stage, 0, 9, 10).Read(_power).OnProgress(reports.Add).Run();
        Assert.True(SpinWait.SpinUntil(() => reports.Count > 1 && reports[^1].Done == 10, TimeSpan.FromSeconds(30)));
        Assert.Equal(10, reports[^1].Total);
        Assert.True(reports.Count >= 2);
    }

    [Fact]
    public async Task Progress_is_reported_ten_times_a_second_at_most()
    {
        var clock = new SoftClock(jumps: true);
        var reports = new List<ScanProgress>();
        await Count(1000).Read(_power).Dwell(0.01).WithClock(clock).OnProgress(reports.Add).RunAsync();
        Assert.InRange(reports.Count, 3, 103);
    }

    [Theory]
    [InlineData(5, 11, 4.2, "Scanning  45%  5/11 pts  1.2 pts/s  00:05")]
    [InlineData(0, 11, 0, "Scanning   0%  0/11 pts")]
    [InlineData(11, 11, 10, "Scanning 100%  11/11 pts  1.1 pts/s  00:00")]
    [InlineData(0, 0, 0, "Scanning 100%  0/0 pts")]
    [InlineData(1, 100_001, 1, "Scanning   0%  1/100001 pts  1 pts/s  27:46:40")]
    [InlineData(1000, 3000, 0.5, "Scanning  33%  1000/3000 pts  2000 pts/s  00:01")]
    public void Progress_reads_like_a_progress_line(long done, long total, double seconds, string expected) =>
        Assert.Equal(expected, new ScanProgress(done, total, TimeSpan.FromSeconds(seconds)).ToString());

    private sealed class Collector(Action<ScanDocument>? then = null) : IScanObserver
    {
        private readonly TaskCompletionSource _stopped = new();
        private readonly List<ScanDocument> _documents = [];

        public IReadOnlyList<ScanDocument> Documents
        {
            get
            {
                lock (_documents)
                {
                    return [.. _documents];
                }
            }
        }

        public Task Stopped => _stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public void OnDocument(ScanDocument document, ScanResult scan)
        {
            lock (_documents)
            {
                _documents.Add(document);
            }

            then?.Invoke(document);
            if (document is ScanStop)
            {
                _stopped.TrySetResult();
            }
        }
    }
}
