using LabSdk.Display;
using LabSdk.Display.Tests.Samples;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;
using static LabSdk.Plans;

namespace LabSdk.Tests.Shown;

public class ViewTests
{
    public static TheoryData<string> Names => [.. FacadeSamples.List.Select(sample => sample.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Everything_has_html_and_a_text_that_fits_a_terminal(string name)
    {
        var bundle = Views.ToMimeBundle(FacadeSamples.List.Single(sample => sample.Name == name).Plain());

        Assert.Matches("^<div class=\"lab-out\" id=\"lab-[0-9a-f]{12}\">", bundle.Html);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(bundle.Html!), 1, 200_000);
        Assert.All(bundle.PlainText.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
        Assert.DoesNotContain("cannot be shown", bundle.PlainText);
    }

    [Fact]
    public void A_motor_card_reads_the_position_when_it_is_shown()
    {
        var soft = new SoftMotor("stage", -100, 100);
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(soft)));

        soft.Position = 12.5;
        Assert.Contains("12.5", Text(lab.Motor("stage")));

        soft.Position = 33;
        Assert.Contains("33", Text(lab.Motor("stage")));
        Assert.Contains("ready", Text(lab.Motor("stage")));
        Assert.Contains("[-100, 100] mm", Text(lab.Motor("stage")));
    }

    [Fact]
    public void A_device_that_does_not_answer_is_shown_in_time()
    {
        var soft = new SoftMotor("stage") { OnGetPosition = _ => new TaskCompletionSource().Task };
        using var lab = SoftConnector.Connect(new SoftConnection(SoftDevices.Motor(soft)));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var text = Text(lab.Motor("stage"));

        Assert.Contains("no answer", text);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void Devices_that_did_not_start_stand_below_the_table()
    {
        var connection = new SoftConnection(SoftDevices.Motor());
        connection.Failures.Add(new RegistrationFailure("laser_2", "Big laser", "maitai", "port is busy", ""));
        using var lab = SoftConnector.Connect(connection);

        var text = lab.Devices.ToString();

        Assert.Contains("1 device did not start", text);
        Assert.Contains("port is busy", text);
    }

    [Fact]
    public void A_failed_scan_shows_why_it_failed_and_its_points()
    {
        var detector = new SoftDetector("power", n => n) { OnRead = (n, _) => n < 4 ? Task.CompletedTask : throw new DeviceException(LabErrorIds.UnknownDevice, "the cable is out") };

        var scan = Scan(new SoftMotor("stage"), 0, 9, 10).Read(detector).KeepErrors().Run("half");

        var bundle = scan.ToMimeBundle();
        Assert.Contains("failed", bundle.PlainText);
        Assert.Contains("the cable is out", bundle.Html);
        Assert.Contains("4 of 10", bundle.PlainText);
        Assert.Contains("<svg", bundle.Html);
    }

    [Fact]
    public void A_grid_is_shown_as_a_map_and_unmeasured_cells_stay_empty()
    {
        var detector = new SoftDetector("power", n => n) { OnRead = (n, _) => n < 7 ? Task.CompletedTask : throw new DeviceException(LabErrorIds.UnknownDevice, "off") };

        var scan = GridScan((new SoftMotor("y"), 0, 2, 3), (new SoftMotor("x"), 0, 3, 4)).Read(detector).Snake().KeepErrors().Run();

        var figure = Assert.Single(LabSdk.Presentation.ScanFigures.Of(scan, scan.Data));
        Assert.IsType<HeatmapTrace>(Assert.Single(figure.Traces));
        Assert.Contains("x", figure.X.Title);
    }

    [Fact]
    public void Detectors_of_different_units_get_plots_of_their_own()
    {
        var scan = Scan(new SoftMotor("stage"), 0, 9, 10).Read(new SoftDetector("a"), new SoftDetector("b"), new SoftDetector("c") { Unit = "V" }).Run();

        var figures = LabSdk.Presentation.ScanFigures.Of(scan, scan.Data).ToArray();

        Assert.Equal([2, 1], figures.Select(figure => figure.Traces.Count));
    }

    [Fact]
    public void An_empty_scan_is_shown_without_a_plot()
    {
        var scan = Scan(new SoftMotor("stage"), 0, 1, 0).Read(new SoftDetector("a")).Run("nothing");

        Assert.DoesNotContain("<svg", scan.ToHtml());
        Assert.Contains("0 of 0", scan.ToHtml());
    }

    private static string Text(Motor motor) => motor.ToMimeBundle().PlainText;
}
