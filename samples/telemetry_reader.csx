#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Reads telemetry of the Open Data Protocol: the sessions of a broker, every sample of a signal of a recorded one, its laps, and then
// what a running car sends. For a real broker write "odp://localhost:9092" in place of "odp:sim".
using LabSdk;
using LabSdk.Odp;

using var lab = Lab.Connect("odp:sim");
foreach (var each in lab.Telemetry.Sessions)
{
    Console.WriteLine(each);
}

var run = lab.Telemetry["Run 1"];
foreach (var lap in run.Laps)
{
    Console.WriteLine(lap);
}

foreach (var sample in run["vCar:Chassis"].Take(3))
{
    Console.WriteLine($"{sample.Time} {sample.Value:0.0} {sample.Status}");
}

run.Frame("vCar:Chassis", "gLat:Chassis", rate: 50).SaveCsv(args.Length > 0 ? args[0] : "telemetry.csv");

// Live, as the handler of the protocol's own sample: samples come in packets, all four kinds and all three layouts in one shape.
var left = 5;
foreach (var data in lab.Telemetry.Read())
{
    var speed = (data.Value as SampleBlock)?.Columns.FirstOrDefault(column => column.Identifier == "vCar:Chassis");
    if (speed is { Count: > 0 })
    {
        Console.WriteLine($"live: {speed.Count} samples from {OdpTime.ToText(speed.Times[0])}, the last {speed.NumberAt(speed.Count - 1):0.0}");
        if (--left == 0)
        {
            break;
        }
    }
}
