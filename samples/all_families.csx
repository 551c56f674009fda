#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// One scan over everything that a bench may have: a stage and a power meter of the daemon, a button at a gateway (moved and read), the packet
// rate of a diagnostic device, the temperature of a CXL memory device, and a live telemetry signal; then all of their own records on one clock.
using LabSdk;
using static LabSdk.Plans;

using var lab = Lab.Simulate();
var button = lab.Fleet("left_button");
button.Status = new { pressed = false };
using var speed = lab.Telemetry.Live("vCar:Chassis", staleAfter: TimeSpan.FromSeconds(60));
speed.Read();                                                    // waits until the car has started
var power = lab.Detector("mock_power_meter");

var scan = GridScan((lab.Motor("mock_stage"), 0, 10, 6), (button.StatusField("pressed", 0, 1), 0, 1, 2))
    .Read(lab.Mds().PacketRate, lab.Cxl("mem0").Temperature, button.CommandField("lit_up"), speed)
    .Read(power, timeout: 5, retries: 2)                         // this one has 5 s for each reading, and two more tries
    .RetryOnReconnect()                                          // a lost connection costs no point
    .Run("All families");
scan.Data.Show();

var chunks = lab.Mds().Collect(TimeSpan.FromSeconds(1));
var timeline = lab.Timeline(scan, chunks, button.History, lab.Telemetry["Run 1"]["vCar:Chassis"]);
Console.WriteLine(timeline);
var joined = timeline.AlignTo("All families");
Console.WriteLine($"{joined.RowCount} points with {joined.Columns.Count} columns of {timeline.Parts.Count} records on one clock");
