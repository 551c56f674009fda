using LabSdk.Display;
using LabSdk.Display.Tests.Live;
using LabSdk.Display.Widgets;
using LabSdk.Simulation;

namespace LabSdk.Tests.Presentation;

/// <summary>The live panel of a diagnostic device, against a simulated device that beats.</summary>
[Collection(nameof(PanelTests))]
public sealed class DiagnosticPanelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ScriptedFrontEnd _page = new();
    private readonly Lab _lab;

    public DiagnosticPanelTests()
    {
        WidgetFrontEnds.Support = WidgetSupport.Modern;
        _lab = Lab.Connect("mds:sim");
    }

    public void Dispose()
    {
        _lab.Dispose();
        WidgetFrontEnds.Support = WidgetSupport.Auto;
    }

    [Fact]
    public void The_switch_turns_streaming_on_and_off_and_chunks_messages_and_heartbeats_appear()
    {
        Show();
        Assert.False(_lab.Mds().IsStreaming);

        Tick(true);
        Eventually(() => _lab.Mds().IsStreaming);
        Eventually(() => Html().Contains("First bytes", StringComparison.Ordinal) && Html().Contains("heartbeat with", StringComparison.Ordinal));
        Eventually(() => Html().Contains("<svg", StringComparison.Ordinal));
        Assert.Contains("SIMULATED", Html(), StringComparison.Ordinal);

        Tick(false);
        Eventually(() => !_lab.Mds().IsStreaming);
    }

    [Fact]
    public void A_device_that_is_switched_elsewhere_moves_the_switch_and_clearing_keeps_the_counters()
    {
        Show();
        _lab.Mds().EnableStreaming();
        Eventually(() => Switch().Newest("value")?.GetValue<bool>() == true);
        Eventually(() => Html().Contains("First bytes", StringComparison.Ordinal));
        _lab.Mds().DisableStreaming();
        var packets = _lab.Mds().Statistics.Packets;

        _page.Comms.Last(comm => Name(comm) == "ButtonModel").Say("""{"method":"custom","content":{"event":"click"}}""");
        Eventually(() => !Html().Contains("First bytes", StringComparison.Ordinal));
        Assert.Equal(packets, _lab.Mds().Statistics.Packets);
    }

    [Fact]
    public void Closing_the_lab_closes_the_panel()
    {
        Show();
        _lab.Dispose();
        Eventually(() => !_page.Open.Any());
        Assert.Throws<LabConnectionException>(() => _lab.Mds());
    }

    private static string? Name(ScriptedFrontEnd.Comm comm) => comm.State["_model_name"]?.GetValue<string>();

    private static void Eventually(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience));

    private ScriptedFrontEnd.Comm Switch() => _page.Model("CheckboxModel");

    private void Tick(bool on) => Switch().Say($$"""{"method":"update","state":{"value":{{(on ? "true" : "false")}} } }""");

    private string Html()
    {
        var head = _page.Comms.Last(comm => Name(comm) == "HTMLModel" && comm.State["value"]?.GetValue<string>() is { } first && first.Contains("lab-card", StringComparison.Ordinal) && !first.StartsWith("<style>", StringComparison.Ordinal));
        return (head.Newest("value") ?? head.State["value"])!.GetValue<string>();
    }

    private void Show()
    {
        using (DisplaySink.Use(_page))
        {
            _lab.Mds().Live().Show();
        }
    }
}
