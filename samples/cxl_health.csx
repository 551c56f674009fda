#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// What a CXL memory device is and how it is: identity, health, alerts, partitions. Ends with 1 when something is not as it should be.
// For a real device write Lab.Connect("cxl:mem0"), or "cxl+mctp://11/28" for one behind an MCTP bus.
using LabSdk;
using LabSdk.Devices;

using var lab = Lab.Connect("cxl:sim");
var mem = lab.Cxl();

Console.WriteLine(mem.Identity);
Console.WriteLine(mem.Health);
Console.WriteLine(mem.Alerts);
Console.WriteLine(mem.Partitions);

// The numbers behind the panel; what the device does not implement is null, not 0.
var health = mem.Health;
Console.WriteLine($"temperature {health.Temperature?.ToString() ?? "unknown"} °C, life used {health.LifeUsed?.ToString() ?? "unknown"} %");
return health.Severity >= HealthSeverity.Warn ? 1 : 0;
