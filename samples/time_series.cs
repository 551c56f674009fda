#!/usr/bin/env dotnet
#:property PublishAot=false
#:project ../src/LabSdk.Simulation/LabSdk.Simulation.csproj

// Watch a reading over time, ten times a second for two seconds, while the stage moves through the beam; save with units.
using LabSdk;
using LabSdk.Data;
using static LabSdk.Plans;

using var lab = Lab.Simulate();
var stage = lab.Motor("mock_stage");
var power = lab.Detector("peak_detector");

stage.Position = 20;
var motion = stage.StartMove(60); // does not wait
var series = TimeSeries(duration: 2, interval: 0.1).Read(power, stage).Run("Through the beam");
await motion;

series.Data.Plot("time", "peak_detector").Show();
Console.WriteLine($"mean {series.Data["peak_detector"].Mean():0} {power.Units}, {series.MissedPoints} points missed");

var file = args.Length > 0 ? args[0] : "time_series.csv";
series.Data.SaveCsv(file, new CsvOptions { Describe = true });
Console.WriteLine($"{series.Data.RowCount} rows saved in {file}");
