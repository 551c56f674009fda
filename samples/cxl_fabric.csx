#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// A CXL switch as its fabric manager sees it: ports, virtual switches, and a logical device that goes from one host to the other.
using LabSdk;

using var lab = Lab.Connect("cxl+sim://switch?allowDisruptive=true");
var sw = lab.Cxl();
Console.WriteLine(sw.Identity);
Console.WriteLine(sw.Ports);

sw.Virtual[0].Bind(vppb: 2, port: 1, ld: 4);
Console.WriteLine(sw.Virtual);
sw.Virtual[0].Unbind(2);
sw.Virtual[1].Bind(vppb: 0, port: 1, ld: 4);
Console.WriteLine(sw.Virtual[1]);
