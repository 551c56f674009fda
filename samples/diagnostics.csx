#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// A diagnostic device: collect its chunks, decode them, upload them to a chunk service on this computer that is busy at first.
// For a real device write Lab.Connect("mds://hid"), and leave out what begins with "service".
using LabSdk;
using LabSdk.Mds;
using LabSdk.Simulation;

await using var service = new SimulatedChunkService();
service.Answer(new ChunkAnswer(503) { RetryAfter = "1" });

using var lab = Lab.Simulate(diagnostics: new SimulatedMdsOptions { UriPrefix = service.UriPrefix, HeartbeatInterval = TimeSpan.FromMilliseconds(100) });
var device = lab.Mds();
Console.WriteLine(device);

device.StartUpload(new UploadOptions { AllowLoopbackHttp = true, RetryDelay = TimeSpan.FromMilliseconds(100) });
var chunks = device.Collect(TimeSpan.FromSeconds(2));
Console.WriteLine($"{chunks.Count} chunks, {chunks.Messages.Count} messages, {chunks.Missed} missed");

device.FlushUploads();
Console.WriteLine($"{service.Taken.Count} chunks uploaded in {service.Requests.Count} requests, {service.Violations.Count} rules broken");

foreach (var name in new[] { "battery_mv", "temperature_c" })
{
    var values = chunks.Messages.Heartbeats()[name].ToDoubles();
    Console.WriteLine($"{name}: {values.Min():0.0} to {values.Max():0.0}");
}
