using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Scans;

public sealed class AlignTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-align").FullName;
    private readonly SoftMotor _x = new("x", -100, 100);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(3.21, 1.0, -10, 10, PeakCentre.Mass)]
    [InlineData(-7.5, 2.0, 10, -10, PeakCentre.Mass)]
    [InlineData(0.1, 4.0, -10, 10, PeakCentre.Maximum)]
    public void Motor_ends_at_the_centre_of_the_peak(double centre, double width, double start, double stop, PeakCentre at)
    {
        var scan = Align(_x, Peak(centre, width), start, stop, minStep: 0.02, steps: 21, at: at).Run();
        Assert.InRange(scan.Peak!.Centre, centre - 0.05, centre + 0.05);
        Assert.InRange(scan.Peak.Width, width * 0.95, width * 1.05);
        Assert.InRange(scan.Peak.Height, 1.9, 2.1);
        Assert.Equal(scan.Peak.Centre, _x.Position);
        Assert.Equal(scan.Peak.Centre, scan.Data["position"].ToDoubles()[^1]);
        Assert.Equal(ScanExitStatus.Success, scan.ExitStatus);
        Assert.Equal(scan.Data.RowCount, scan.PointsTotal);
    }

    [Theory]
    [InlineData("flat", "all readings are the same")]
    [InlineData("rising", "at an end of the range, at 10")]
    [InlineData("noise", "noise")]
    [InlineData("nothing", "readings are numbers")]
    public void Where_there_is_no_peak_the_run_fails_and_says_so(string signal, string words)
    {
        double[] noise = [0.3, -0.2, 0.1, 0.35, -0.4, 0.2, -0.3, 0.4, -0.1, 0.25, -0.35];
        var detector = new SoftDetector("power", i => signal switch { "flat" => 1, "rising" => _x.Position, "noise" => noise[i % noise.Length], _ => double.NaN });
        var error = Assert.Throws<ScanException>(() => Align(_x, detector, -10, 10, 0.1).Run());
        var cause = Assert.IsType<PeakException>(error.InnerException);
        Assert.Equal(ScanErrorIds.NoPeak, cause.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(11, error.Result.PointsDone);
        Assert.Null(error.Result.Peak);
    }

    [Fact]
    public void Any_scan_can_be_asked_for_its_peak()
    {
        var peak = Scan(_x, -10, 10, 101).Read(Peak(2, 3)).Run().FindPeak();
        Assert.Equal(2, peak.Centre, 2);
        Assert.Equal(3, peak.Width, 1);
        Assert.Throws<PeakException>(() => Scan(_x, 0, 1, 11).Read(new SoftDetector("power")).Run().FindPeak("power"));
        Assert.Null(Scan(_x, 0, 1, 2).Run().Peak);
        Assert.Throws<PeakException>(() => Scan(_x, 0, 1, 2).Run().FindPeak());
    }

    [Fact]
    public void Wrong_numbers_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => Align(_x, Peak(0, 1), 0, 0, 0.1));
        Assert.ThrowsAny<ArgumentException>(() => Align(_x, Peak(0, 1), 0, double.PositiveInfinity, 0.1));
        Assert.ThrowsAny<ArgumentException>(() => Align(_x, Peak(0, 1), 0, 1, 0.1, steps: 4));
        Assert.ThrowsAny<ArgumentException>(() => Align(_x, Peak(0, 1), 0, 1, 0.1, narrowing: 1));
        Assert.Throws<LabConfigurationException>(() => Align(_x, Peak(0, 1), 0, 101, 0.1).Run());
    }

    [Fact]
    public void Alignment_goes_on_from_its_journal_and_stands_inside_other_plans()
    {
        var power = Peak(3.21, 1);
        power.OnRead = (i, _) => i == 30 ? throw new DeviceException("X-1", "broken") : Task.CompletedTask;
        var plan = Align(_x, power, -10, 10, 0.02, steps: 21).Journal(_folder);
        Assert.Throws<ScanException>(() => plan.Run());
        var rest = Lab.Runs.In(_folder).Last.Resume(plan);
        Assert.Equal(3.21, rest.Peak!.Centre, 1);

        var outer = new SoftMotor("t");
        var nested = ListScan(outer, 1, 2).Nest(Align(_x, new SoftDetector("p", _ => Math.Exp(-Math.Pow(_x.Position - outer.Position, 2))), -5, 5, 0.1, 21)).Run().Data;
        var (t, x) = (nested["t"].ToDoubles(), nested["x"].ToDoubles());
        Assert.Equal(1, x[Array.LastIndexOf(t, 1.0)], 1);
        Assert.Equal(2, x[^1], 1);
    }

    private SoftDetector Peak(double centre, double width) =>
        new("power", _ => 0.1 + (2 * Math.Exp(-4 * Math.Log(2) * Math.Pow((_x.Position - centre) / width, 2))));
}
