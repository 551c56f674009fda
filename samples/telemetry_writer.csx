#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Writes a session of the Open Data Protocol: a sine wave of 100 Hz, as the protocol's own sample does it, then a lap and a comment. The
// object does the rest by itself: the session, the definitions on every stream before the data, the times, the end. For a real broker
// write "odp://localhost:9092" in place of "odp:sim".
using LabSdk;

using var lab = Lab.Connect("odp:sim");
using var run = lab.Telemetry.NewSession("Default", "SupportLibrarySession");
var sine = run.Signal("Sin:MyApp", hz: 100, unit: "V", stream: "Stream1", min: -1, max: 1, description: "Sine wave");

var period = Enumerable.Range(0, 100).Select(i => Math.Sin(2 * Math.PI * i / 100)).ToArray();
for (var packet = 0; packet < 100; packet++)
{
    sine.Write(period);
}

run.Lap();
run.Marker("tyres changed");
run.Detail("Test Detail", "Test Value");
run.End();

Console.WriteLine(run);
Console.WriteLine($"{run.Counters.Failed} records failed; the session is {(run.Session.IsLive ? "live" : "complete")}");
Console.WriteLine($"{run.Session["Sin:MyApp"].Count} samples were read back, {run.Session.Laps.Count} laps");
