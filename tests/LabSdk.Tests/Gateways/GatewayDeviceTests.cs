using System.Text.Json;
using LabSdk.Fleet;
using LabSdk.Simulation;
using static LabSdk.Plans;

namespace LabSdk.Tests.Gateways;

public sealed class GatewayDeviceTests : IDisposable
{
    private readonly Lab _lab = Lab.Connect("fleet:sim");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Status_is_sent_and_its_command_is_there()
    {
        var button = _lab.Fleet("left_button");
        Assert.Null(button.Status);
        Assert.Null(button.Command);

        button.Status = new { pressed = true };

        Assert.Equal("{\"pressed\": true}", button.Status!.ToString());
        Assert.Equal("{\"lit_up\": false}", button.Command!.Text);
        Assert.Equal(0, button.Command.Value("lit_up"));
        button.Status = "{\"pressed\": false}";
        Assert.Equal(1, button.Command.Value("lit_up"));
        Assert.Equal("{\"lit_up\": false}", button.Send(ExampleStatus.Pressed).Text);
    }

    [Fact]
    public void Address_connects_one_device_with_its_options()
    {
        using var gateway = SimulatedGateway.Start();
        using var lab = Lab.Connect($"fleet://127.0.0.1:{gateway.Port}/example/0/left_button?name=button1&priority=3&timeout=2s");
        var button = lab.Fleet();
        Assert.Equal(new FleetDevice(1000, 0, "left_button", "button1", 3), button.Identity);
        Assert.Equal("left_button", button.Id);
        Assert.Equal("button1", button.Name);
        Assert.False(button.Description.IsSimulated);
        button.Status = new { pressed = true };
        Assert.Single(gateway.Devices);
    }

    [Fact]
    public void Refused_status_is_an_error_that_says_why_and_the_device_stays_usable()
    {
        var button = _lab.Fleet("left_button");
        var error = Assert.Throws<FleetProtocolErrorException>(() => button.Status = "{\"pressed\":true}");
        Assert.Contains("closes the connection without a word", error.Message);
        Assert.Equal(2, error.Attempts.Count);
        button.Status = new { pressed = true };
        Assert.True(button.IsConnected);
    }

    [Fact]
    public void Gateway_that_restarts_costs_nothing_but_a_reconnect()
    {
        var (button, gateway) = (_lab.Fleet("left_button"), _lab.SimulatedGateway!);
        button.Status = new { pressed = true };
        gateway.Restart();
        button.Status = new { pressed = false };
        Assert.Equal(1, button.Command!.Value("lit_up"));
        Assert.Equal(1, button.Statistics.Reconnects);
        gateway.Stop();
        Assert.Throws<FleetConnectionRefusedException>(() => button.Status = new { pressed = true });
        Assert.Throws<FleetConnectionRefusedException>(() => button.Status = new { pressed = true });
        gateway.Restart();
        button.Status = new { pressed = true };
        Assert.Equal(0, button.Command!.Value("lit_up"));
    }

    [Fact]
    public void Loop_of_a_device_runs_for_its_time_and_hands_each_command_over()
    {
        var pressed = false;
        var commands = new List<string?>();
        var count = _lab.Fleet("left_button").Run(
            TimeSpan.FromMilliseconds(20), () => new { pressed = pressed = !pressed }, command => commands.Add(command.Text), TimeSpan.FromMilliseconds(500));
        Assert.Equal(count, commands.Count);
        Assert.InRange(count, 2, 26);
        Assert.Equal(["{\"lit_up\": false}", "{\"lit_up\": true}"], commands.Take(2));
    }

    [Fact]
    public async Task Loop_ends_when_the_lab_is_interrupted()
    {
        var button = _lab.Fleet("left_button");
        var first = new TaskCompletionSource();
        var running = Task.Run(() => button.Run(TimeSpan.FromMilliseconds(5), () => ExampleStatus.Pressed, _ => first.TrySetResult()));
        await first.Task.WaitAsync(TimeSpan.FromSeconds(10));
        _lab.Interrupt();
        Assert.True(await running.WaitAsync(TimeSpan.FromSeconds(10)) > 0);
        button.Status = new { pressed = true };
    }

    [Fact]
    public void Status_field_is_a_motor_and_command_field_a_detector()
    {
        using var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions { Modules = [new EchoModule()] });
        using var lab = Lab.Connect($"fleet://127.0.0.1:{gateway.Port}/77/0/rig");
        var rig = lab.Fleet();
        rig.Status = new { drive = new { speed = 0, isOn = true }, list = new[] { 1.5 } };

        var scan = Scan(rig.StatusField("drive.speed", 0, 10, "m/s"), 0, 10, steps: 5).Read(rig.CommandField("twice", "m/s")).Run();

        Assert.Equal([0.0, 2.5, 5, 7.5, 10], scan.Data["position"].ToDoubles());
        Assert.Equal([0.0, 5, 10, 15, 20], scan.Data["rig.twice"].ToDoubles());
        Assert.Equal("{\"drive\": {\"speed\": 10, \"isOn\": true}, \"list\": [1.5]}", rig.Status!.ToString());
        Assert.Equal(6, rig.Statistics.Statuses);
        rig.StatusField("drive.isOn").Value = 0;
        Assert.Contains("\"isOn\": false", rig.Status.ToString());
        rig.StatusField("list[1]").Value = 7;
        Assert.Contains("[1.5, 7]", rig.Status.ToString());
    }

    [Fact]
    public void Reading_a_command_again_sends_the_last_status_again()
    {
        var button = _lab.Fleet("left_button");
        var lamp = button.CommandField("lit_up");
        Assert.Throws<FleetNoCommandException>(() => lamp.Read());
        button.Status = new { pressed = false };
        Assert.Equal(1, lamp.Read());
        Assert.Equal(1, button.Statistics.Statuses);
        Assert.Equal(1, lamp.Read());
        Assert.Equal(2, button.Statistics.Statuses);
        var counted = Count(3).Read(lamp).Run();
        Assert.Equal([1.0, 1, 1], counted.Data["left_button.lit_up"].ToDoubles());
    }

    [Fact]
    public void Field_that_is_not_there_names_those_that_are()
    {
        var button = _lab.Fleet("left_button");
        button.Status = new { pressed = false };
        var error = Assert.Throws<DeviceException>(() => button.CommandField("lit").Read());
        Assert.Equal(FleetErrorIds.Field, error.ErrorId);
        Assert.Contains("'lit_up'", error.Message);
        Assert.Throws<ArgumentException>(() => button.CommandField("a..b"));
        Assert.Throws<ArgumentException>(() => button.CommandField("[x]"));
        var limited = Assert.Throws<DeviceException>(() => button.StatusField("x", 0, 1).Value = 2);
        Assert.Equal(CoreErrorIds.BeyondLimits, limited.ErrorId);
        Assert.Equal(1, button.Statistics.Statuses);
    }

    [Fact]
    public void Mission_of_the_cloud_comes_with_the_next_status()
    {
        var (car, gateway) = (_lab.Fleet("driving"), _lab.SimulatedGateway!);
        var stop = new MissionStop("Fish Market", new GeoPosition(45.815011, 15.981919, 125.3));
        car.Status = new MissionStatus(MissionState.Idle, 0) { Fuel = 0.5 };
        Assert.Equal(MissionAction.NoAction, car.Command!.Mission!.Action);
        Assert.Equal(CloudAnswer.Ok, gateway.QueueCommand("driving", new MissionCommand(MissionAction.Start, [stop], "Loop").ToPayload()));
        car.Status = new MissionStatus(MissionState.Drive, 5.5) { NextStop = stop };
        var mission = car.Command.Mission!;
        Assert.Equal((MissionAction.Start, "Loop"), (mission.Action, mission.Route));
        Assert.Equal(stop, Assert.Single(mission.Stops));
        car.Status = new MissionStatus(MissionState.InStop, 0) { NextStop = stop };
        Assert.Empty(car.Command.Mission!.Stops);
        Assert.Contains(gateway.Reports, report => JsonSerializer.Serialize(report.Gathered.ToArray()).Length > 2);
    }

    [Fact]
    public void Board_shows_its_inputs_and_is_told_what_to_switch()
    {
        var (board, gateway) = (_lab.Fleet("opta"), _lab.SimulatedGateway!);
        board.Status = new IoStatus([.. Enumerable.Range(1, 6).Select(n => new IoInput(n, n % 2 == 0))], [.. Enumerable.Range(1, 4).Select(n => new IoOutput(n, n == 1, n == 3))], 2);
        Assert.Equal(4, board.Command!.Io!.Actions.Count);
        gateway.QueueCommand("opta", new IoCommand([new IoAction(2, IoActionKind.On)]).ToPayload());
        board.Status = board.Status;
        Assert.Equal("output 2: on", Assert.Single(board.Command.Io!.Actions).ToString());
        Assert.Equal(2, board.LastStatus!.IoStatus!.ButtonPresses);
    }

    [Fact]
    public void Lab_says_which_devices_there_are_when_none_or_several_fit()
    {
        Assert.Contains("lab.Fleet(\"fleet:sim/driving\")", Assert.Throws<LabConfigurationException>(() => _lab.Fleet()).Message);
        Assert.Contains("lab.Fleet(\"opta\")", Assert.Throws<NotSupportedByDeviceException>(() => _lab.Motor("opta")).Message);
        using var mds = Lab.Connect("mds:sim");
        Assert.Contains("fleet:sim", Assert.Throws<LabConfigurationException>(() => mds.Fleet()).Message);
        Assert.Throws<LabConfigurationException>(() => Lab.Connect("fleet:sim?tiemout=3s"));
    }

    [Fact]
    public void Commands_that_come_unasked_are_taken_one_by_one()
    {
        using var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions { TransparentIsPushOnly = true });
        using var lab = Lab.Connect($"fleet://127.0.0.1:{gateway.Port}/transparent/0/rig");
        var rig = lab.Fleet();
        rig.Status = "s";
        Assert.True(rig.Command!.Data.IsEmpty);
        gateway.QueueCommand("rig", "GO"u8.ToArray());
        Assert.True(SpinWait.SpinUntil(() => rig.Statistics.Unsolicited == 1, TimeSpan.FromSeconds(10)));
        Assert.Equal("GO", rig.TakeCommand()!.Text);
        Assert.Null(rig.TakeCommand());
        Assert.True(rig.Command.Data.IsEmpty);
    }

    private sealed class EchoModule : IGatewayModule
    {
        public int Number => 77;

        public bool Supports(uint type) => true;

        public bool IsStatusValid(uint type, ReadOnlyMemory<byte> status) => true;

        public ReadOnlyMemory<byte> FirstCommand(uint type) => default;

        public ReadOnlyMemory<byte> NextCommand(uint type, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus)
        {
            using var json = JsonDocument.Parse(newStatus);
            return JsonSerializer.SerializeToUtf8Bytes(new { twice = 2 * json.RootElement.GetProperty("drive").GetProperty("speed").GetDouble() });
        }
    }
}
