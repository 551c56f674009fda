using LabSdk.Fleet;
using LabSdk.Presentation;
using LabSdk.Simulation;

namespace LabSdk.Tests.Gateways;

public sealed class GatewayViewTests : IDisposable
{
    private const string Hostile = "<script>alert(1)</script>\"'&";
    private readonly Lab _lab = Lab.Connect("fleet:sim");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Card_shows_what_the_device_is_and_what_was_said()
    {
        var button = _lab.Fleet("left_button");
        Assert.Contains("no status yet", button.ToHtml());
        button.Status = new { pressed = true };
        var (html, text) = (button.ToHtml(), button.ToMimeBundle().PlainText);
        foreach (var expected in new[] { "SIMULATED", "left_button", "button1", "example (1000)", "0 (button)", "button pressed", "lamp dark", "Priority", "127.0.0.1:", "connected" })
        {
            Assert.Contains(expected, html);
        }

        Assert.Contains("pressed", text);
        Assert.Contains("left_button", _lab.Devices.ToString());
        Assert.Contains("GatewayDevice left_button (button1), 1000/0/left_button", button.ToString());
    }

    [Fact]
    public void Board_is_a_row_of_lamps_with_red_rings_at_faults()
    {
        var board = _lab.Fleet("opta");
        board.Status = new IoStatus([.. Enumerable.Range(1, 6).Select(n => new IoInput(n, n == 2))], [.. Enumerable.Range(1, 4).Select(n => new IoOutput(n, n == 1, n == 3))], 1);
        var html = board.ToHtml();
        Assert.Contains("Input 2: on", html);
        Assert.Contains("Output 3: off, fault", html);
        Assert.Contains("lab-k-fault", html);
        Assert.Contains("1 press since", html);
        Assert.Contains("fault at 3", html);
        Assert.Contains("Inputs on", board.LastStatus!.ToMimeBundle().PlainText);
    }

    [Fact]
    public void Car_shows_speed_fuel_stops_and_track()
    {
        var car = _lab.Fleet("driving");
        var stop = new MissionStop("Fish Market", new GeoPosition(45.82, 15.98, 125));
        car.Status = new MissionStatus(MissionState.Idle, 0);
        _lab.SimulatedGateway!.QueueCommand("driving", new MissionCommand(MissionAction.Start, [stop], "Loop").ToPayload());
        for (var i = 0; i < 5; i++)
        {
            car.Status = new MissionStatus(MissionState.Drive, 4 + i) { Fuel = 0.62, Position = new GeoPosition(45.81 + (0.001 * i), 15.97, 120), NextStop = stop };
        }

        var html = car.ToHtml();
        foreach (var expected in new[] { "driving", "m/s", "62", "Fish Market", "Loop", "45.814000" })
        {
            Assert.Contains(expected, html);
        }

        Assert.Contains("Track", car.History.ToHtml());
        Assert.Equal(3, car.History.Track().Traces.Count);
    }

    [Fact]
    public void History_marks_what_was_unusual()
    {
        var (button, gateway) = (_lab.Fleet("left_button"), _lab.SimulatedGateway!);
        button.Status = new { pressed = true };
        gateway.Restart();
        button.Status = new { pressed = false };
        Assert.Throws<FleetProtocolErrorException>(() => button.Status = "no");
        var table = button.History;
        Assert.Equal(3, table.Count);
        Assert.Contains("reconnected", table.ToString());
        Assert.Contains("failed", table.ToString());
        Assert.Contains("1 failed", table.ToHtml());
        Assert.Equal(["", "reconnected"], table.Data["mark"].Cast<object?>().Take(2).Select(mark => mark?.ToString() ?? ""));
        Assert.Equal(17, (long)table.Data["status_bytes"][0]);
        Assert.Contains(button.Health, fact => fact.Name == "statuses" && fact.Severity == Devices.HealthSeverity.Warn);
    }

    [Fact]
    public void Payloads_that_no_module_knows_are_trees_or_bytes_and_always_encoded()
    {
        using var gateway = SimulatedGateway.Start();
        using var lab = Lab.Connect($"fleet://127.0.0.1:{gateway.Port}/transparent/9/rig?name={Uri.EscapeDataString(Hostile)}");
        var rig = lab.Fleet();
        rig.Status = new Dictionary<string, object> { [Hostile] = Hostile, ["deep"] = new { list = new object[] { 1, 2.5, true, Hostile } } };
        gateway.QueueCommand("rig", (byte[])[0, 1, 2, 0xFF, .. "<b>text</b>"u8, .. new byte[300]]);
        rig.Status = rig.Status;
        var html = rig.ToHtml() + rig.History.ToHtml() + rig.Live().ToHtml();
        Assert.DoesNotContain("<script>alert", html);
        Assert.DoesNotContain("<b>text", html);
        Assert.Contains("0000  00 01 02 ff 3c 62 3e 74 65 78 74 3c 2f 62 3e 00  ....&lt;b&gt;text&lt;/b&gt;.", html);
        Assert.Contains("315 bytes, the first 256 shown", html);
        Assert.Contains("list (4 entries)", html);
    }

    [Fact]
    public void Live_panel_shows_health_and_closes_with_the_lab()
    {
        var button = _lab.Fleet("left_button");
        button.Status = new { pressed = true };
        var panel = button.Live();
        Assert.Contains("last answer", panel.ToHtml());
        _lab.Dispose();
        Assert.True(panel.IsDisposed);
    }
}
