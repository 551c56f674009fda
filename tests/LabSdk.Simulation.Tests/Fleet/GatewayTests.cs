using System.Diagnostics;
using LabSdk.Fleet;

namespace LabSdk.Simulation.Tests.Fleet;

/// <summary>Rules of the gateway that take time or several devices.</summary>
public class GatewayTests
{
    private static readonly FleetDevice Button = new(FleetModule.Example, 0, "left_button", "button1");

    [Fact]
    public async Task Silent_device_is_dropped_after_two_runs_of_its_timer_and_one_that_talks_is_not()
    {
        await using var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions { AggregationTimeout = TimeSpan.FromMilliseconds(1500), QueueTimeout = TimeSpan.FromMilliseconds(50) });
        await using var silent = await ConnectAsync(gateway, Button);
        await using var mute = await ConnectAsync(gateway, new FleetDevice(FleetModule.Example, 0, "mute"));
        await using var talking = await ConnectAsync(gateway, new FleetDevice(FleetModule.Example, 0, "talking"));
        await silent.SendStatusAsync(ExampleStatus.Pressed);
        var watch = Stopwatch.StartNew();
        while (silent.IsConnected)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
            await talking.SendStatusAsync(ExampleStatus.Pressed);
            await Task.Delay(20);
        }

        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(2600), $"{watch.Elapsed}");
        Assert.True(talking.IsConnected);
        Assert.True(mute.IsConnected);
        Assert.Equal(0, talking.Statistics.Reconnects);
        Assert.Contains(gateway.Reports, report => report.Kind == GatewayReportKind.Disconnect && report.Device == Button);
    }

    [Fact]
    public async Task Refused_statuses_of_two_devices_hold_up_all_others()
    {
        await using var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions { HandlerTimeout = TimeSpan.FromMilliseconds(500) });
        await using var good = await ConnectAsync(gateway, Button);
        await good.SendStatusAsync(ExampleStatus.Pressed);
        await using var one = await ConnectAsync(gateway, new FleetDevice(FleetModule.Example, 0, "one"));
        await using var two = await ConnectAsync(gateway, new FleetDevice(FleetModule.Example, 0, "two"));
        var bad = Task.WhenAll(one.SendStatusAsync("no"), two.SendStatusAsync("no"));
        await Task.Delay(100);
        var watch = Stopwatch.StartNew();
        await good.SendStatusAsync(ExampleStatus.Pressed);
        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(150), $"{watch.Elapsed}");
        await Assert.ThrowsAsync<FleetProtocolErrorException>(() => bad);
    }

    [Fact]
    public async Task Higher_priority_takes_the_place_and_keeps_it()
    {
        await using var gateway = SimulatedGateway.Start();
        await using var low = await ConnectAsync(gateway, new FleetDevice(FleetModule.Example, 0, "r", "low", 5));
        await low.SendStatusAsync(ExampleStatus.Pressed);
        await using var high = await ConnectAsync(gateway, new FleetDevice(FleetModule.Example, 0, "r", "high", 1));
        var error = await Assert.ThrowsAsync<FleetHigherPriorityConnectedException>(() => low.SendStatusAsync(ExampleStatus.Pressed));
        Assert.Equal(FleetErrorCode.HigherPriorityAlreadyConnected, error.Code);
        await high.SendStatusAsync(ExampleStatus.Pressed);
        await high.DisposeAsync();
        for (var isFree = false; !isFree;)
        {
            isFree = gateway.Devices.Count == 0;
            await Task.Delay(5);
        }

        await low.SendStatusAsync(ExampleStatus.Pressed);
    }

    [Fact]
    public async Task Cloud_is_told_what_is_worth_it_and_its_commands_are_answered()
    {
        await using var gateway = SimulatedGateway.Start();
        await using var client = await ConnectAsync(gateway, Button);
        Assert.Equal(CloudAnswer.DeviceNotConnected, gateway.QueueCommand(Button, "{\"lit_up\": true}"u8.ToArray()));
        await client.SendStatusAsync(ExampleStatus.Pressed);
        await client.SendStatusAsync(ExampleStatus.Pressed);
        await client.SendStatusAsync(ExampleStatus.Released);
        Assert.Equal(CloudAnswer.InvalidCommand, gateway.QueueCommand(Button, "on"u8.ToArray()));
        Assert.Equal(CloudAnswer.DeviceNotSupported, gateway.QueueCommand(new FleetDevice(5, 0, "x"), "on"u8.ToArray()));
        Assert.Equal(CloudAnswer.Ok, gateway.QueueCommand("left_button", "{\"lit_up\": true}"u8.ToArray()));
        Assert.Equal(1, Assert.Single(gateway.Devices).WaitingCommands);
        Assert.Equal([GatewayReportKind.Connecting, GatewayReportKind.Running], gateway.Reports.Select(report => report.Kind));
    }

    [Fact]
    public async Task Presses_of_a_button_are_added_up_for_the_cloud()
    {
        await using var gateway = SimulatedGateway.Start();
        await using var client = await ConnectAsync(gateway, new FleetDevice(FleetModule.Io, 4, "b"));
        foreach (var presses in new[] { 2, 3 })
        {
            await client.SendStatusAsync(new IoStatus([new IoInput(1, false)], [], presses).ToPayload());
        }

        Assert.Equal(["{\"aggregatedButtonPresses\":2}", "{\"aggregatedButtonPresses\":3}"], gateway.Reports.Select(report => System.Text.Encoding.UTF8.GetString(report.Gathered.Span)));
    }

    private static Task<FleetClient> ConnectAsync(SimulatedGateway gateway, FleetDevice device) => FleetClient.ConnectAsync("127.0.0.1", gateway.Port, device, new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20) });
}
