#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Firmware: look at the slots, transfer a package in parts, stage it for the next reset. The package is made up; the device is simulated.
using LabSdk;
using LabSdk.Cxl;

using var lab = Lab.Connect("cxl:sim?allowDisruptive=true");
var mem = lab.Cxl();
Console.WriteLine(mem.Firmware);

// Without allowDisruptive nothing would be sent, and the error would say so. An interrupt aborts the transfer.
var result = mem.Firmware.Update(new byte[128 * 8]);
Console.WriteLine($"slot {result.Slot.Number} written in {result.Parts} parts, {result.Elapsed.TotalSeconds:0.0} s");
Console.WriteLine(mem.Firmware.Activate((byte)result.Slot.Number, CxlFirmwareActivation.OnNextReset));
