#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Two benches in one script: a motor of one, a detector of the other, in one scan; and moves that run side by side.
using LabSdk;
using static LabSdk.Plans;

using var here = Lab.Simulate();
using var there = Lab.Simulate();

var left = here.Motor("mock_stage").StartMove(30);
var right = there.Motor("mock_stage").StartMove(60);
await Task.WhenAll(left.Completion, right.Completion);
Console.WriteLine($"here {here.Motor("mock_stage").Position:0.0}, there {there.Motor("mock_stage").Position:0.0}");

var scan = Scan(here.Motor("mock_stage"), 0, 10, steps: 6).Read(there.Detector("mock_power_meter")).Run("Across benches");
Console.WriteLine($"{scan.PointsDone} points across two benches");
