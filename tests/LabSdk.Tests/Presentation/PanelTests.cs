using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Display.Tests.Live;
using LabSdk.Display.Widgets;
using LabSdk.Tests.Scans;
using LabSdk.Tests.Soft;

namespace LabSdk.Tests.Presentation;

/// <summary>Which generation of controls is offered holds for the process: these tests do not run beside others.</summary>
[CollectionDefinition(nameof(PanelTests), DisableParallelization = true)]
public sealed class PanelCollection;

[Collection(nameof(PanelTests))]
public sealed class PanelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ScriptedFrontEnd _page = new();
    private readonly SoftMotor _soft = new("stage", -100, 100);
    private readonly SoftDetector _detector = new("power");
    private readonly SoftConnection _connection;
    private readonly Lab _lab;

    public PanelTests()
    {
        WidgetFrontEnds.Support = WidgetSupport.Modern;
        _connection = new SoftConnection(SoftDevices.Motor(_soft), SoftDevices.Detector(_detector)) { HasLiveStates = true };
        _lab = SoftConnector.Connect(_connection);
    }

    public void Dispose()
    {
        _lab.Dispose();
        WidgetFrontEnds.Support = WidgetSupport.Auto;
    }

    [Fact]
    public void Letting_the_slider_go_moves_the_motor_and_the_panel_shows_where_it_is()
    {
        Show(_lab.Motor("stage").Panel());
        Drag(25);

        Eventually(() => _soft.Targets.SequenceEqual([25.0]));
        Push(25);
        Eventually(() => Html().Contains(">25<", StringComparison.Ordinal) || Html().Contains("25", StringComparison.Ordinal));
        Assert.Equal(-100, _page.Model("FloatSliderModel").State["min"]!.GetValue<double>());
        Assert.Equal("Go to (mm)", _page.Model("FloatSliderModel").State["description"]!.GetValue<string>());
    }

    [Fact]
    public void A_dragged_slider_leaves_one_move_at_a_time_and_goes_where_it_was_let_go_last()
    {
        var running = 0;
        var most = 0;
        _soft.OnMove = async (target, stop) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            try
            {
                if (target != 90)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                }
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        };
        Show(_lab.Motor("stage").Panel());
        for (var i = 1; i <= 90; i++)
        {
            Drag(i);
        }

        Eventually(() => _soft.Position == 90);
        Assert.Equal(1, most);
        Assert.InRange(_soft.Targets.Count, 1, 90);
        Assert.Equal(90, _soft.Targets[^1]);
    }

    [Fact]
    public void The_stop_button_stops_our_own_move_and_a_foreign_one()
    {
        var gate = new Gate();
        _soft.OnMove = (_, stop) => gate.PassAsync(stop);
        Show(_lab.Motor("stage").Panel());
        Drag(50);
        Eventually(() => _soft.IsMoving);
        Assert.Contains("moving", Eventually(Html, html => html.Contains("moving", StringComparison.Ordinal)), StringComparison.Ordinal);

        Click("Stop");
        Eventually(() => !_soft.IsMoving && _soft.StopCount == 1);
        Eventually(() => Html().Contains("ready", StringComparison.Ordinal));

        Click("Stop");
        Eventually(() => _soft.StopCount == 2);
    }

    [Fact]
    public void What_goes_wrong_stands_in_the_panel_and_goes_with_the_next_good_move()
    {
        _soft.OnMove = (target, _) => target > 40 ? throw new DeviceException("LAB-X", "The stage hit its switch.") : Task.CompletedTask;
        Show(_lab.Motor("stage").Panel());
        Drag(50);
        Eventually(() => Html().Contains("hit its switch", StringComparison.Ordinal));
        Drag(10);
        Eventually(() => _soft.Position == 10 && !Html().Contains("hit its switch", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_panels_of_a_motor_both_follow_whoever_moves_it()
    {
        Show(_lab.Motor("stage").Panel());
        Show(_lab.Motor("stage").Panel());
        Eventually(() => _connection.OpenStreams == 2);
        Push(-37.5);

        var heads = _page.Comms.Where(comm => Name(comm) == "HTMLModel" && !comm.State["value"]!.GetValue<string>().StartsWith("<style>", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, heads.Length);
        Assert.All(heads, head => Eventually(() => head.Newest("value")?.GetValue<string>().Contains("37.5", StringComparison.Ordinal) == true));
        Assert.All(_page.Comms.Where(comm => Name(comm) == "FloatSliderModel"), slider => Eventually(() => slider.Newest("value")?.GetValue<double>() == -37.5));
    }

    [Fact]
    public void A_panel_follows_only_while_somebody_looks_and_lets_all_go_in_the_end()
    {
        foreach (var end in new Action<Panel>[] { panel => panel.Dispose(), _ => Root().CloseFromFrontEnd(), _ => Views("0"), _ => _lab.Dispose() })
        {
            var panel = _lab.Motor("stage").Panel();
            Show(panel);
            Eventually(() => _connection.OpenStreams == 1);
            Views("1");

            end(panel);
            Eventually(() => _connection.OpenStreams == 0);
        }

        Eventually(() => !_page.Open.Any());
        Assert.Contains("closed", _page.Outputs.Shown[^1].PlainText, StringComparison.Ordinal);
        void Views(string count) => Root().Say($$"""{"method":"update","state":{"_view_count":{{count}} } }""");
    }

    [Fact]
    public void Closing_the_lab_closes_every_panel_and_leaves_cards()
    {
        foreach (var panel in new[] { _lab.Motor("stage").Panel(), _lab.Detector("power").Live(10), _lab.Dashboard() })
        {
            Show(panel);
        }

        Eventually(() => _connection.OpenStreams == 2 && _detector.Readings > 2);
        _lab.Dispose();

        Eventually(() => _connection.OpenStreams == 0 && !_page.Open.Any());
        var readings = _detector.Readings;
        Assert.Equal(0, _lab.Panels.Count);
        Assert.Contains(_page.Outputs.Shown, form => form.PlainText.Contains("Detector power", StringComparison.Ordinal) && form.PlainText.Contains("closed", StringComparison.Ordinal));
        Assert.InRange(_detector.Readings, readings, readings + 1);
        Assert.Throws<LabConnectionException>(() => _lab.Dashboard());
    }

    [Fact]
    public void A_live_reading_shows_its_newest_value_and_its_plot_and_can_be_paused()
    {
        Show(_lab.Detector("power").Live(10));
        Eventually(() => Html().Contains("<svg", StringComparison.Ordinal));

        _page.Model("CheckboxModel").Say("""{"method":"update","state":{"value":true}}""");
        Eventually(() => Html().Contains("paused", StringComparison.Ordinal));
        Assert.Throws<ArgumentOutOfRangeException>(() => _lab.Detector("power").Live(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _lab.Detector("power").Live(11));
    }

    [Fact]
    public void The_dashboard_moves_each_motor_and_stops_them_all()
    {
        var gate = new Gate();
        _soft.OnMove = (_, stop) => gate.PassAsync(stop);
        Show(_lab.Dashboard());
        Eventually(() => Html().Contains("stage", StringComparison.Ordinal) && Html().Contains("power", StringComparison.Ordinal));
        Drag(5);
        Eventually(() => _soft.IsMoving);
        Click("Stop all motors");
        Eventually(() => !_soft.IsMoving);
    }

    [Fact]
    public void Where_no_front_end_draws_controls_a_card_follows_and_nothing_is_opened()
    {
        WidgetFrontEnds.Support = WidgetSupport.Off;
        var panel = _lab.Motor("stage").Panel();
        Show(panel);
        Eventually(() => _connection.OpenStreams == 1);
        Push(12);

        Eventually(() => _page.Outputs.Shown[^1].PlainText.Contains("12 mm", StringComparison.Ordinal));
        panel.Dispose();
        Assert.Empty(_page.Comms);
        Eventually(() => _connection.OpenStreams == 0);
    }

    [Fact]
    public void In_a_script_a_panel_is_a_card_and_follows_nothing()
    {
        var panel = _lab.Motor("stage").Panel();
        using var text = new StringWriter();
        using (DisplaySink.Use(new TerminalSink(text)))
        {
            panel.Show();
        }

        Assert.Contains("Motor stage", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, _connection.OpenStreams);
    }

    private static string? Name(ScriptedFrontEnd.Comm comm) => comm.State["_model_name"]?.GetValue<string>();

    private static void Eventually(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience));

    private static T Eventually<T>(Func<T> value, Func<T, bool> condition)
    {
        Assert.True(SpinWait.SpinUntil(() => condition(value()), Patience));
        return value();
    }

    private ScriptedFrontEnd.Comm Root() => _page.Comms.Last(comm => comm.State.ContainsKey("_view_count"));

    /// <summary>What the newest panel shows above its controls.</summary>
    private string Html()
    {
        var head = _page.Comms.Last(comm => Name(comm) == "HTMLModel" && comm.State["value"]?.GetValue<string>() is { } first && first.Contains("lab-card", StringComparison.Ordinal) && !first.StartsWith("<style>", StringComparison.Ordinal));
        return (head.Newest("value") ?? head.State["value"])!.GetValue<string>();
    }

    private void Show(Panel panel)
    {
        using (DisplaySink.Use(_page))
        {
            panel.Show();
        }
    }

    private void Drag(double to) => _page.Model("FloatSliderModel").Say(FormattableString.Invariant($$"""{"method":"update","state":{"value":{{to}} } }"""));

    private void Click(string button) => _page.Comms.Last(comm => Name(comm) == "ButtonModel" && comm.State["description"]!.GetValue<string>() == button)
        .Say("""{"method":"custom","content":{"event":"click"}}""");

    // A state that is told while nobody listens is told to nobody.
    private void Push(double position)
    {
        Eventually(() => _connection.OpenStreams > 0);
        _connection.Push(new DeviceState("stage", DateTimeOffset.UnixEpoch, true) { Position = position });
    }
}
