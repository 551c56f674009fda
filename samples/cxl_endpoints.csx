#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Every CXL component that this computer can reach, and what each says it is. Without hardware two simulated ones stand in.
using LabSdk;

var found = Lab.DiscoverCxl();
Console.WriteLine(found);

var addresses = found.Addresses.Count > 0 ? found.Addresses.ToArray() : ["cxl:sim", "cxl+sim://switch"];
using var lab = Lab.Connect(addresses);
foreach (var device in lab.Devices.OfType<CxlDevice>())
{
    var identity = device.Identity;
    Console.WriteLine($"{device.Id}: {device.Name}, serial 0x{identity.SerialNumber:x16}, {device.Commands.Count} commands, clock {device.Timestamp?.ToString("u") ?? "not set"}");
}
