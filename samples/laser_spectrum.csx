#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Scan a setting instead of a motor: the wavelength of a tunable laser.
using LabSdk;
using static LabSdk.Plans;

using var lab = Lab.Simulate();
var laser = lab.Laser("mock_laser");
var limits = laser.WavelengthLimits;
Console.WriteLine($"tunable from {limits.Minimum} to {limits.Maximum} nm");

var before = laser.Wavelength;
var spectrum = Scan(laser.WavelengthAxis, 740, 760, steps: 9).Read(laser).ReturnToStart().Run("Spectrum");
spectrum.Data.Show();
Console.WriteLine($"{spectrum.PointsDone} wavelengths, laser back at {laser.Wavelength} nm (was {before} nm)");
