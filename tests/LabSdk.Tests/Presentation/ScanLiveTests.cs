using LabSdk.Display;
using LabSdk.Display.Tests.Live;
using LabSdk.Display.Widgets;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Presentation;

[Collection(nameof(PanelTests))]
public sealed class ScanLiveTests : IDisposable
{
    private const string ViewMime = "application/vnd.jupyter.widget-view+json";
    private readonly ScriptedFrontEnd _page = new();
    private readonly SoftDetector _power = new("power", i => i);

    public ScanLiveTests() => WidgetFrontEnds.Support = WidgetSupport.Off;

    public void Dispose() => WidgetFrontEnds.Support = WidgetSupport.Auto;

    [Fact]
    public void A_scan_in_a_notebook_is_live_and_ends_as_a_line_with_its_plot()
    {
        var gate = new Gate();
        _power.OnRead = (number, token) => number == 5 ? gate.PassAsync(token) : Task.CompletedTask;
        var scan = Task.Run(() => Run(Scan(new SoftMotor("m"), 0, 10, 11).Read(_power).Dwell(0.04)));
        Eventually(() => Last().Contains("5/11 pts", StringComparison.Ordinal));
        Assert.Contains("power", Last(), StringComparison.Ordinal);
        Assert.All(_page.Outputs.Shown, form => Assert.DoesNotContain("<script", form.Html!));
        gate.Open();

        Assert.Equal(11, scan.GetAwaiter().GetResult().PointsDone);
        Eventually(() => Last().Contains("11 of 11 points", StringComparison.Ordinal));
        Assert.Contains("<svg", _page.Outputs.Shown[^1].Html);
        Assert.Contains("<script", _page.Outputs.Shown[^1].Html);
        Assert.InRange(_page.Outputs.Shown.Count, 3, 20);
    }

    [Fact]
    public void Shown_in_the_same_cell_the_live_view_leaves_only_a_line()
    {
        var scan = Run(Scan(new SoftMotor("m"), 0, 10, 11).Read(_power));
        Assert.Contains("<svg", _page.Outputs.Shown[^1].Html);

        using (DisplaySink.Use(_page))
        {
            scan.Show();
        }

        var (line, card) = (_page.Outputs.Shown[^2], _page.Outputs.Shown[^1]);
        Assert.DoesNotContain("<svg", line.Html);
        Assert.Contains("11 of 11 points", line.PlainText, StringComparison.Ordinal);
        Assert.Contains("<svg", card.Html);

        var other = new ScriptedFrontEnd();
        var again = Run(Scan(new SoftMotor("m"), 0, 10, 11).Read(_power));
        using (DisplaySink.Use(other))
        {
            again.Show();
        }

        Assert.Contains("<svg", _page.Outputs.Shown[^1].Html);
        Assert.Single(other.Outputs.Shown);
    }

    [Fact]
    public void Quick_readings_quiet_scans_and_inner_scans_show_nothing()
    {
        Run(Count(3).Read(_power));
        Run(Scan(new SoftMotor("m"), 0, 1, 2).Read(_power).Quiet());
        Run(Count(1).Read(_power).OnPoint(_ => Scan(new SoftMotor("m"), 0, 1, 2).Read(_power).Run()));

        Assert.Empty(_page.Outputs.Shown);
    }

    [Fact]
    public async Task The_stop_button_ends_the_scan_with_the_motor_stopped_and_every_point_kept()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var gate = new Gate();
        var motor = new SoftMotor("m") { OnMove = (target, stop) => target == 3 ? gate.PassAsync(stop) : Task.CompletedTask };
        var scan = Task.Run(() => Run(Scan(motor, 0, 10, 11).Read(_power).Dwell(0.1)));
        await gate.Arrived;
        Eventually(() => _page.Outputs.Shown.Count > 0 && _page.Outputs.Shown[0].Has(ViewMime));

        Click("Stop scan");

        var error = await Assert.ThrowsAsync<ScanInterruptedException>(() => scan.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(3, ScanResult.Last!.PointsDone);
        Assert.False(motor.IsMoving);
        Assert.NotEmpty(error.Message);
        Eventually(() => !_page.Open.Any());
        Eventually(() => Last().Contains("3 of 11 points", StringComparison.Ordinal));
        Assert.False(_page.Outputs.Shown[^1].Has(ViewMime));
    }

    [Fact]
    public async Task The_pause_button_holds_the_scan_says_so_and_becomes_the_resume_button()
    {
        WidgetFrontEnds.Support = WidgetSupport.Classic;
        var gate = new Gate();
        _power.OnRead = (number, token) => number == 3 ? gate.PassAsync(token) : Task.CompletedTask;
        var scan = Task.Run(() => Run(Scan(new SoftMotor("m"), 0, 10, 11).Read(_power).Dwell(0.1)));
        await gate.Arrived;
        Eventually(() => _page.Outputs.Shown.Count > 0 && _page.Outputs.Shown[0].Has(ViewMime));

        Click("Pause");
        Eventually(() => Buttons().Contains("Resume"));
        gate.Open();
        Eventually(() => _page.Open.Any(comm => comm.Newest("value")?.ToString().Contains("paused by the user", StringComparison.Ordinal) == true));
        Assert.Equal(ScanRunState.Paused, ScanResult.Last!.Controls.State);
        Assert.Equal(4, ScanResult.Last.PointsDone);
        Click("Resume");

        Assert.Equal(11, (await scan.WaitAsync(TimeSpan.FromSeconds(30))).PointsDone);
        Eventually(() => !_page.Open.Any());
    }

    [Fact]
    public void A_page_that_takes_its_time_does_not_slow_the_scan()
    {
        _page.Outputs.Taking = () => Thread.Sleep(50);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        var scan = Run(Scan(new SoftMotor("m"), 0, 10, 2001).Read(_power));

        Assert.Equal(2001, scan.PointsDone);
        Assert.InRange(scan.Duration.TotalSeconds, 0, 10);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 20);
    }

    private void Click(string button) => _page.Comms.Last(comm => Label(comm) == button).Say("""{"method":"custom","content":{"event":"click"}}""");

    private IEnumerable<string?> Buttons() => _page.Open.Select(Label);

    private static string? Label(ScriptedFrontEnd.Comm comm) =>
        comm.State["_model_name"]?.GetValue<string>() == "ButtonModel" ? (comm.Newest("description") ?? comm.State["description"])?.GetValue<string>() : null;

    private static void Eventually(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)));

    private string Last() => _page.Outputs.Shown is [.., var last] ? last.PlainText : "";

    private ScanResult Run(ScanPlan plan)
    {
        using (DisplaySink.Use(_page))
        {
            return plan.Run("Live");
        }
    }
}
