using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanReadingTests
{
    [Fact]
    public async Task Detectors_are_read_at_the_same_time()
    {
        // Each reading ends only when the other has begun.
        var (first, second) = (new Gate(), new Gate());
        var a = new SoftDetector("a")
        {
            OnRead = (_, token) =>
            {
                second.Open();
                return first.PassAsync(token);
            },
        };
        var b = new SoftDetector("b")
        {
            OnRead = (_, token) =>
            {
                first.Open();
                return second.PassAsync(token);
            },
        };
        var scan = await Count(1).Read(a, b).RunAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, scan.PointsDone);
    }

    [Fact]
    public async Task Sequential_reads_one_after_the_other()
    {
        var gate = new Gate();
        var a = new SoftDetector("a") { OnRead = (_, token) => gate.PassAsync(token) };
        var b = new SoftDetector("b");
        var run = Count(1).Read(a, b).Sequential().RunAsync();
        await gate.Arrived;
        Assert.Equal(0, b.Readings);
        gate.Open();
        await run;
        Assert.Equal(1, b.Readings);
    }

    [Fact]
    public void When_one_fails_the_others_are_kept_as_a_marked_row()
    {
        var a = new SoftDetector("a", i => i + 0.5);
        var bad = new SoftDetector("bad") { OnRead = (i, _) => i == 2 ? throw new DeviceException("X-1", "shutter closed.", "Open it.") : Task.CompletedTask };
        var c = new SoftDetector("c") { OnRead = (_, _) => Task.Run(() => { }) };
        var error = Assert.Throws<ScanException>(() => Scan(new SoftMotor("m"), 0, 4, 5).Read(a, bad, c).Run("run"));
        var scan = error.Result;
        Assert.Equal(2, scan.PointsDone);
        Assert.Equal(3, scan.Data.RowCount);
        Assert.Equal(2.5, (double)scan.Data[2, "a"]);
        Assert.True(scan.Data[2, "bad"].IsNull);
        Assert.Equal(2, (double)scan.Data[2, "c"]);
        Assert.NotNull(scan.PartialPoint);
        Assert.False(scan.PartialPoint.IsComplete);
        Assert.Equal(2, scan.PartialPoint.Index);
        Assert.Null(scan.PartialPoint.Readings[1]);
        Assert.Equal(
            "The scan 'run' failed at point 3 of 5 (m = 2 mm) while reading 'bad': shutter closed. 2 finished points are kept, and what was read of the next.",
            error.Problem);
        Assert.EndsWith("Open it.", error.Hint, StringComparison.Ordinal);
        Assert.Equal(scan.Reason, error.Problem);
        Assert.Same(error, scan.Error);
        Assert.Equal(ScanExitStatus.Fail, scan.ExitStatus);
    }

    [Fact]
    public void Sequential_failure_keeps_what_came_before()
    {
        var a = new SoftDetector("a");
        var bad = new SoftDetector("bad", _ => throw new InvalidOperationException("dead"));
        var c = new SoftDetector("c");
        var scan = Assert.Throws<ScanException>(() => Count(2).Read(a, bad, c).Sequential().Run()).Result;
        Assert.Equal(0, c.Readings);
        Assert.Equal(1, scan.Data.RowCount);
        Assert.False(scan.Data[0, "a"].IsNull);
        Assert.True(scan.Data[0, "c"].IsNull);
    }

    [Fact]
    public void Motors_of_one_axis_move_at_the_same_time()
    {
        var (first, second) = (new Gate(), new Gate());
        var x = new SoftMotor("x")
        {
            OnMove = (_, token) =>
            {
                second.Open();
                return first.PassAsync(token);
            },
        };
        var y = new SoftMotor("y")
        {
            OnMove = (_, token) =>
            {
                first.Open();
                return second.PassAsync(token);
            },
        };
        Assert.Equal(2, Scan(2, (x, 0, 1), (y, 0, 1)).Run().PointsDone);
    }
}
