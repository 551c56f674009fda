#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Read several times at each position, then mean and standard error as a plot with error bars.
using LabSdk;
using LabSdk.Data;
using LabSdk.Display;
using static LabSdk.Plans;

using var lab = Lab.Simulate();
var stage = lab.Motor("mock_stage");
var power = lab.Detector("peak_detector");

double[] positions = [.. Enumerable.Range(0, 9).SelectMany(i => Enumerable.Repeat(26.0 + (4 * i), 5))];
var scan = ListScan(stage, positions).Read(power).Run("Five readings each"); // the stage moves only when its target changes

var means = scan.Data.GroupBy("position").Aggregate(
    Aggregate.Mean("peak_detector", "mean"), Aggregate.Std("peak_detector", "std"), Aggregate.Count("n"));
double[] error = [.. means["std"].ToDoubles().Zip(means["n"].ToDoubles(), (std, n) => std / Math.Sqrt(n))];

new Figure("Mean of five readings")
    .XAxis("position", stage.Units)
    .YAxis("power", power.Units)
    .Scatter(means["position"].ToDoubles(), means["mean"].ToDoubles(), yError: error)
    .Show();
Console.WriteLine($"{scan.PointsDone} readings at {means.RowCount} positions, largest standard error {error.Max():0.0} {power.Units}");
