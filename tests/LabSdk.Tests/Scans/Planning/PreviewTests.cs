using LabSdk.Devices;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public class PreviewTests
{
    private readonly SoftMotor _x = new("x", -5, 10);
    private readonly SoftMotor _y = new("y", -5, 5);
    private readonly SoftDetector _power = new("power");

    [Fact]
    public void Calls_time_and_size_are_told_before_anything_moves()
    {
        var preview = GridScan((_x, 0, 2, 3), (_y, 0, 3, 4)).Read(_power).Repeat(5).Dwell(0.5).Preview((_x, 2), (_y, 1));

        // 3 moves of x; y goes 0..3 in each of 3 lines and back between them; the longer of both counts.
        Assert.Equal((12L, 60L), (preview.PointCount, preview.ReadingCount));
        Assert.Equal(3 + 12 + 60, preview.CallCount);
        Assert.Equal(TimeSpan.FromSeconds((3 * 3) + (2 * 3) + 6), preview.EstimatedTime);

        // x, y, power, two read-backs, error, five readings, time.
        Assert.Equal(12 * 8 * (2 + 1 + 2 + 1 + 5 + 1), preview.DataSize);
        Assert.Empty(_x.Targets);
        Assert.Equal(0, _power.Readings);
    }

    [Fact]
    public void Speed_comes_from_the_description_or_is_unknown()
    {
        var told = new SoftMotor("m") { Description = new DeviceDescription("m", "m", "daq", "soft", "stage") { Metadata = new Dictionary<string, string> { ["velocity"] = "4" } } };
        Assert.Equal(TimeSpan.FromSeconds(2), Scan(told, 0, 8, 3).Preview().EstimatedTime);
        var unknown = Scan(_x, 0, 8, 3).Preview();
        Assert.Null(unknown.EstimatedTime);
        Assert.Contains("time of the moves unknown", unknown.ToString(), StringComparison.Ordinal);
        Assert.Contains("unknown", unknown.ToMimeBundle().PlainText, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(10), TimeSeries(10, 1).Preview().EstimatedTime);
        Assert.Equal(TimeSpan.FromSeconds(5), FlyScan(_x, 0, 10).Preview((_x, 2)).EstimatedTime);
        Assert.ThrowsAny<ArgumentException>(() => Scan(_x, 0, 8, 3).Preview((_x, 0)));
    }

    [Fact]
    public void Plan_that_finds_its_points_says_that_they_are_unknown()
    {
        var preview = AdaptiveScan(_x, 0, 8, _power, 0.1, 1, 1).Preview();
        Assert.Equal((null, null, null, null, null), (preview.PointCount, preview.ReadingCount, preview.CallCount, preview.EstimatedTime, preview.DataSize));
        Assert.True(preview.CanRun);
        Assert.Contains("unknown before it runs", preview.ToMimeBundle().PlainText, StringComparison.Ordinal);
        Assert.Contains("an unknown number of points", preview.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Path_is_drawn_with_limits_and_with_what_lies_outside()
    {
        var line = Scan(_x, 0, 20, 11).Preview();
        Assert.Contains("cannot run", line.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("outside the limits", line.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("upper limit", line.ToHtml(), StringComparison.Ordinal);

        var plane = SpiralScan(_x, _y, 0, 0, 4, 4, 0.5, 5).Preview().ToHtml();
        Assert.Contains("<svg", plane, StringComparison.Ordinal);
        Assert.Contains("first", plane, StringComparison.Ordinal);
        Assert.DoesNotContain("outside the limits", plane, StringComparison.Ordinal);
        Assert.DoesNotContain("limit of", plane, StringComparison.Ordinal);

        var near = SpiralScan(_x, _y, 0, 0, 9, 9, 1, 5).Preview().ToHtml();
        Assert.Contains("lower limit of y", near, StringComparison.Ordinal);
        Assert.Contains("upper limit of y", near, StringComparison.Ordinal);
        Assert.DoesNotContain("upper limit of x", near, StringComparison.Ordinal);

        foreach (var plan in new[] { Count(3), Scan(_x, 0, 1, 0), Scan(_x, 0, 1, 1), Scan(_x, 0, 1, 2).Then(Scan(_y, 0, 1, 2)), GridScan((_x, 0, 1, 2), (_y, 0, 1, 2), (new SoftMotor("z"), 0, 1, 2)) })
        {
            Assert.Contains("can run", plan.Preview().ToHtml(), StringComparison.Ordinal);
        }
    }
}
