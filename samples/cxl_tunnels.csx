#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// What lies behind a switch: the same classes through tunnels, to a device, to a logical device, to the pool of a multi-headed one.
using LabSdk;
using LabSdk.Cxl;

using var lab = Lab.Connect("cxl+sim://switch");
var sw = lab.Cxl();

foreach (var port in sw.Ports.Where(port => port.IsUsed && port.State.Configuration.State != CxlPortConfigurationState.Usp))
{
    Console.WriteLine($"port {port.Id}: {port.State.ConnectedDeviceType}, {port.Link}, serial 0x{port.Below.Identity.SerialNumber:x16}");
}

Console.WriteLine(sw.Through(Tunnel.SwitchMld(1, 3)).Health);
var pool = sw.Through(Tunnel.Switch(5));
Console.WriteLine(pool.LogicalDevices);
Console.WriteLine(pool.Heads);
