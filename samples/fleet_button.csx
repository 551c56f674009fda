#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// A button at a module gateway: pressed, released, pressed, ... and the lamp that the gateway tells to light up. The same as
// the example of the Python client, call for call. For a real gateway leave out the line with "SimulatedGateway", and give its
// address.
using LabSdk.Fleet;
using LabSdk.Simulation;

using var gateway = SimulatedGateway.Start();

using var button = new InternalClient(FleetModule.Example, "127.0.0.1", gateway.Port, "button1", 0, "left_button");
Console.WriteLine(button);

for (var i = 0; i < 5; i++)
{
    foreach (var status in new[] { "{\"pressed\": true}", "{\"pressed\": false}" })
    {
        button.SendStatus(status, timeout: 10);
        Console.WriteLine($"{status} -> {button.GetCommand()}");
        await Task.Delay(20);
    }
}

// What the Python client cannot tell: how long it took, and how often the connection had to be made anew.
gateway.Restart();
button.SendStatus("{\"pressed\": true}", timeout: 10);
var now = button.Client.Statistics;
Console.WriteLine($"{now.Statuses} statuses answered, {now.Reconnects} reconnect");
