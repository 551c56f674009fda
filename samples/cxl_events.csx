#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Event records and logs: read them, save them, clear what was read. Reading removes nothing.
using LabSdk;
using LabSdk.Cxl;
using LabSdk.Simulation;

using var lab = Lab.Connect("cxl:sim");
var mem = lab.Cxl();
lab.SimulatedMemory?.AddEvent(SimulatedCxlEvent.Dram(0x2000_0080, CxlEventSeverity.Warning, bank: 3, row: 4711, column: 12), 3);

var events = mem.Events;
Console.WriteLine(events);
events.ToTable().SaveCsv(Path.Combine(Path.GetTempPath(), "cxl_events.csv"));
events.Clear();

Console.WriteLine(mem.Logs);
var debug = mem.Logs["Vendor Debug Log"].Read();
Console.WriteLine($"{debug.Name}: {debug.Length} bytes");
Console.WriteLine(mem.Poison);
