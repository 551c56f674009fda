#!/usr/bin/env -S labsdk run
#r "nuget: LabSdk.Simulation, 0.1.0"

// Telemetry over gRPC: a server over a broker, and a client that reads one session from it and writes another to it. Broker and
// car are SIMULATED. For a real server leave out the first lines, and give its address.
using LabSdk.Odp;
using LabSdk.Simulation;

var telemetry = await SimulatedTelemetry.StartAsync();
var server = await StreamApiServer.StartAsync(telemetry.Endpoint);
var odp = await OdpStreamClient.ConnectAsync(server.Endpoint);
try
{
    var sessions = await odp.Sessions.AllAsync();
    Console.WriteLine($"{server}: {string.Join(", ", sessions)}");

    // The finished one, decoded. It ends by itself when the session has ended on every stream.
    var run = sessions.First(session => session.Info.IsComplete);
    var (samples, laps) = (0L, 0);
    await foreach (var data in odp.ReadDataAsync(run.SessionKey))
    {
        samples += data.Value is SampleBlock block ? block.SampleCount : 0;
        laps += data.Value is OdpMarker { IsLap: true } ? 1 : 0;
    }

    Console.WriteLine($"{run}: {samples} samples, {laps} laps");

    // Only packets with a parameter of the engine, for as long as there is something.
    await using (var connection = await odp.OpenAsync(OdpConnectionOptions.Of(run) with { InactivityTimeout = TimeSpan.FromSeconds(1) }))
    {
        var packets = 0;
        await foreach (var packet in connection.FilteredAsync(new OdpPacketFilter { IncludeParameters = [":Engine$"] }))
        {
            packets++;
        }

        Console.WriteLine($"{packets} packets of the engine, in {connection.Batches} messages");
    }

    // A session of our own, and what the server makes of names and keys.
    var own = await odp.Sessions.CreateAsync(new OdpSessionOptions { Identifier = "Over gRPC" });
    await odp.Sessions.UpdateDetailsAsync(own.SessionKey, new Dictionary<string, string> { ["weather"] = "dry" });
    Console.WriteLine($"format {await odp.Formats.IdOfAsync("Default", ["Sin:MyApp"]) > 0}");
    await odp.Sessions.EndAsync(own.SessionKey);
    Console.WriteLine((await odp.Sessions.GetAsync(own.SessionKey)).Info.Details["weather"]);
}
finally
{
    await odp.DisposeAsync();
    await server.DisposeAsync();
    await telemetry.DisposeAsync();
}
