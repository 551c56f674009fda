#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// The daemon dies in the middle of a scan. Nothing that was measured is lost; after a restart the rest is measured.
using LabSdk;
using LabSdk.Data;
using LabSdk.Simulation;
using static LabSdk.Plans;

await using var daemon = await SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { Seed = 7 });
using var lab = Lab.Connect(daemon.Address);
var stage = lab.Motor("mock_stage");
var power = lab.Detector("mock_power_meter");

var first = Scan(stage, 0, 20, steps: 21).Read(power)
    .KeepErrors()                                                           // a failed run is returned, not thrown
    .OnPoint(async p => { if (p.Index == 12) { await daemon.KillAsync(); } })
    .Run("First half");
Console.WriteLine($"{first.ExitStatus}: {first.Reason}");

await daemon.RestartAsync();
double[] missing = [.. Enumerable.Range(0, 21).Select(i => (double)i).Skip(first.Data.RowCount)];
var second = ListScan(stage, missing).Read(power).Run("Second half");

var all = DataFrame.Concat(first.Data, second.Data);
Console.WriteLine($"{first.PointsDone} + {second.PointsDone} points = {all.RowCount} rows, none lost");
