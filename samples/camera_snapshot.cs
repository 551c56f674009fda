#!/usr/bin/env dotnet
#:property PublishAot=false
#:project ../src/LabSdk.Simulation/LabSdk.Simulation.csproj

// A picture: set the exposure, take a frame, look at it, save it as PNG; then count what a short stream loses.
using LabSdk;
using LabSdk.Devices;
using LabSdk.Display;

using var lab = Lab.Simulate();
var camera = lab.Camera("mock_camera");
camera.Exposure = TimeSpan.FromMilliseconds(10);

var frame = camera.Snapshot();
var picture = Views.ToMimeBundle(frame);
Console.WriteLine(picture.PlainText);

var file = args.Length > 0 ? args[0] : "camera_snapshot.png";
File.WriteAllBytes(file, picture.Png.ToArray());
Console.WriteLine($"frame {frame.Number}, {frame.Width} x {frame.Height}, saved in {file}");

ulong lost = 0;
foreach (var each in camera.Frames(new FrameOptions { MaxFrames = 10, Quality = FrameQuality.Fast }))
{
    lost += each.LostBefore;
}

Console.WriteLine($"10 frames streamed, {lost} lost");
