using LabSdk.Benchmarks.Harness;
using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>What one point of a scan costs when the devices answer at once: one motor, one detector, the table, nothing else.</summary>
internal sealed class ScanPointInProcess : IComparison
{
    private const int Points = 100_000;
    private const double BlueskyMicroseconds = 2200;
    private const double Budget = 20;

    public string Name => "scan point, in process";

    public Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var (perPoint, tail) = TimeOf(plan => plan, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("labsdk-journals").FullName;
        try
        {
            var (journaled, journaledTail) = TimeOf(plan => plan.Journal(folder), cancellationToken);
            return Task.FromResult(Rows(perPoint, tail, journaled, journaledTail));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double PerPoint, double Tail) TimeOf(Func<ScanPlan, ScanPlan> with, CancellationToken cancellationToken)
    {
        var tails = new List<double>();
        var plan = with(Scan(new InstantMotor(), 0, 1, Points).Read(new InstantDetector()));
        var perPoint = Measure.MedianSeconds(() =>
        {
            var scan = plan.Run(cancellationToken: cancellationToken);
            var time = scan.Data["time"].ToDoubles();
            tails.Add((time[^1] - time[Points * 9 / 10]) / (time[Points / 10] - time[0]));
        }) / Points * 1e6;
        return (perPoint, Measure.Median(tails.Skip(2)));
    }

    private static IReadOnlyList<ComparisonRow> Rows(double perPoint, double tail, double journaled, double journaledTail) =>
    [
        Cost("scan point, in process", perPoint, $"{Points} points; the Bluesky figure is a constant, quoted from timings of its run engine with simulated devices, not measured in this run"),
        Flat("scan point, last 10 % against first 10 %", tail),
        Cost("scan point, in process, with journal", journaled, $"{Points} points, each written to the operating system before it shows"),
        Flat("scan point with journal, last 10 % against first 10 %", journaledTail),
    ];

    private static ComparisonRow Cost(string name, double perPoint, string remark) => new(
        name, $"{perPoint:0.##} us", $"{BlueskyMicroseconds:0} us Bluesky", perPoint / BlueskyMicroseconds, $"<= {Budget} us", perPoint <= Budget, remark);

    private static ComparisonRow Flat(string name, double tail) => new(name, $"{tail:0.00} x", "-", null, "<= 1.2 x", tail <= 1.2, $"{Points} points");

    private sealed class InstantMotor : IMovable
    {
        public string Id => "motor";

        public DeviceDescription Description { get; } = new("motor", "motor", "daq", "instant", "stage");

        public string Unit => "mm";

        public DeviceLimits Limits => new(-1, 1);

        public double Tolerance => 0;

        public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(0.0);

        public Motion StartMove(double target, MoveOptions? options = null) => Motion.Completed(Id, target, Unit);

        public ValueTask StopAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }

    private sealed class InstantDetector : IReadable
    {
        public string Id => "detector";

        public DeviceDescription Description { get; } = new("detector", "detector", "daq", "instant", "detector");

        public string Unit => "W";

        public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default) =>
            new(new Reading(1e-6, Unit, DateTimeOffset.UnixEpoch));
    }
}
