#!/usr/bin/env dotnet
#:property PublishAot=false
#:project ../src/LabSdk.Simulation/LabSdk.Simulation.csproj

// A first scan: move, read, look at the table, save it. Runs on a simulated lab; for a real one write
// Lab.Connect("localhost:50051") instead of Lab.Simulate().
using LabSdk;
using static LabSdk.Plans;

using var lab = Lab.Simulate();
lab.Devices.Show();

var stage = lab.Motor("mock_stage");
var power = lab.Detector("peak_detector");
stage.Position = 10; // blocks until the stage is there

var scan = Scan(stage, -50, 50, steps: 21).Read(power).Run("First scan");
scan.Show();

var file = args.Length > 0 ? args[0] : "first_scan.csv";
scan.SaveCsv(file);
Console.WriteLine($"{scan.PointsDone} points saved in {file}");
