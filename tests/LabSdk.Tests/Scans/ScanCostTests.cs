using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanCostTests
{
    /// <summary>Bytes per point are counted, not time: a busy machine must not fail the test.</summary>
    [Fact]
    public void Cost_of_a_point_does_not_grow_with_the_length_of_the_scan()
    {
        const int points = 100_000;
        var meter = new AllocationMeter(points);
        var scan = Scan(new SoftMotor("m"), 0, 1, points).Read(meter).Run();
        Assert.Equal(points, scan.Data.RowCount);

        var first = meter.Marks[points / 10] - meter.Marks[0];
        var last = meter.Marks[^1] - meter.Marks[points * 9 / 10];
        Assert.InRange(last, 0, first * 1.5);
        Assert.InRange(last / (points / 10.0), 0, 2000);
    }

    private sealed class AllocationMeter(int points) : IReadable
    {
        private int _count;

        public long[] Marks { get; } = new long[points];

        public string Id => "bytes";

        public DeviceDescription Description { get; } = new("bytes", "bytes", "daq", "soft", "detector");

        public string Unit => "B";

        public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
        {
            Marks[_count++] = GC.GetAllocatedBytesForCurrentThread();
            return new(new Reading(_count, Unit, default));
        }
    }
}
