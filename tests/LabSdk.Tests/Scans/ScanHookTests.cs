using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class ScanHookTests
{
    private readonly SoftMotor _stage = new("stage");
    private readonly SoftMotor _inner = new("inner");
    private readonly SoftDetector _power = new("power");

    [Fact]
    public void Point_tells_what_was_measured()
    {
        var seen = new List<ScanPoint>();
        Scan(_stage, 0, 10, 3).Read(_power).OnPoint(seen.Add).Run();
        Assert.Equal([0L, 1, 2], seen.Select(p => p.Index));
        Assert.Equal([0, 5, 10], seen.Select(p => p["position"]));
        Assert.Equal([0, 5, 10], seen.Select(p => p.Position));
        Assert.Equal([0, 1, 2], seen.Select(p => p["power"]));
        Assert.Equal("W", seen[1].Readings[0]!.Value.Unit);
        Assert.Equal("point 2 of 3: position = 5, power = 1", seen[1].ToString());
        var error = Assert.Throws<LabConfigurationException>(() => seen[0]["pwoer"]);
        Assert.Contains("Did you mean 'power'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_waits_for_callbacks_in_their_order()
    {
        var log = new List<string>();
        var stage = new SoftMotor("s", log: log);
        Scan(stage, 0, 1, 2)
            .OnPoint(async _ =>
            {
                await Task.Yield();
                log.Add("async");
            })
            .OnPoint(p => log.Add($"row {p.Scan.Data.RowCount}"))
            .Run();
        Assert.Equal(["move s 0", "async", "row 1", "move s 1", "async", "row 2"], log);
    }

    [Fact]
    public void Callback_that_throws_ends_the_scan_and_loses_nothing()
    {
        var error = Assert.Throws<ScanException>(() => Scan(_stage, 0, 9, 10).Read(_power)
            .OnPoint(p =>
            {
                if (p.Index == 3)
                {
                    throw new FormatException("no");
                }
            })
            .Run("x"));
        Assert.Equal(4, error.Result.Data.RowCount);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Contains("in an OnPoint callback: no.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scans_nest()
    {
        var scans = new List<ScanResult>();
        var outer = Scan(_stage, 0, 2, 3).Read(_power).OnPoint(p => scans.Add(Scan(_inner, 0, 4, 5).Read(_power).Run($"inner {p.Index}"))).Run("outer");
        Assert.Equal(3, outer.Data.RowCount);
        Assert.All(scans, scan => Assert.Equal(5, scan.Data.RowCount));
        Assert.All(scans, scan => Assert.Same(outer, scan.Parent));
        Assert.Null(outer.Parent);
    }

    [Fact]
    public async Task Interrupt_reaches_a_scan_inside_a_callback()
    {
        var gate = new Gate();
        _inner.OnMove = (_, token) => gate.PassAsync(token);
        using var cell = new CancellationTokenSource();
        var run = Task.Run(() =>
        {
            using var scope = Interrupts.Enter(cell.Token);
            return Record.Exception(() => Scan(_stage, 0, 2, 3).Read(_power).OnPoint(_ => Scan(_inner, 0, 4, 5).Run("inner")).Run("outer"));
        });
        await gate.Arrived;
        await cell.CancelAsync();
        var error = Assert.IsType<ScanInterruptedException>(await run);
        Assert.Equal("outer", error.Result.Name);
        Assert.Equal(1, error.Result.Data.RowCount);
        Assert.Equal(1, _inner.StopCount);
        Assert.False(_inner.IsMoving);
    }
}
