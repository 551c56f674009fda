#!/usr/bin/env dotnet
#:property PublishAot=false
#:project ../src/LabSdk.Simulation/LabSdk.Simulation.csproj

// A map with two motors, and a report that a colleague can open: one HTML file, no network, no scripts needed.
using LabSdk;
using LabSdk.Display;
using static LabSdk.Plans;

using var lab = Lab.Simulate();
var (x, y) = (lab.Motor("mock_stage"), lab.Motor("mock_stage_y"));
var power = lab.Detector("peak_detector");

var map = SnakeScan((y, 0, 24, 9), (x, 30, 54, 13))
    .Read(power)
    .WithMetadata(new { sample = "A7", operatorName = "night shift" })
    .Run("Map");

var top = map.Data.OrderByDescending("peak_detector").Head(1);
Console.WriteLine($"brightest at x = {top[0, "mock_stage"]} {x.Units}, y = {top[0, "mock_stage_y"]} {y.Units}");

var file = args.Length > 0 ? args[0] : "map_report.html";
new HtmlReport("Map of sample A7") { Summary = "A snake scan over both stages of the simulated lab." }
    .Section("Bench").Add(lab.Devices)
    .Section("Map").Add(map)
    .Section("Brightest points").Add(map.Data.OrderByDescending("peak_detector").Head(5))
    .Save(file);
Console.WriteLine($"{map.PointsDone} points, report in {file}");
