using System.Diagnostics;
using System.Globalization;
using LabSdk.Fleet;

namespace LabSdk.Simulation.Tests.Fleet;

/// <summary>Counts what the whole process holds, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
[Collection(nameof(LeakTests))]
public class LeakTests
{
    [Fact]
    public async Task Gateway_that_restarts_again_and_again_leaks_nothing()
    {
        var restarts = int.Parse(Environment.GetEnvironmentVariable("LABSDK_GATEWAY_RESTARTS") ?? "300", CultureInfo.InvariantCulture);
        await using var gateway = SimulatedGateway.Start();
        await using var client = await FleetClient.ConnectAsync(
            "127.0.0.1", gateway.Port, new FleetDevice(FleetModule.Example, 0, "r"), new FleetOptions { AlreadyConnectedGrace = TimeSpan.FromSeconds(10), Timeout = TimeSpan.FromSeconds(30), ConnectTimeout = TimeSpan.FromSeconds(30), ConnectAttempts = 5 });
        var before = (Files: 0, Threads: 0, Memory: 0L);
        for (var i = 0; i < restarts; i++)
        {
            if (i == restarts / 10)
            {
                before = Used();
            }

            gateway.Restart();
            await client.SendStatusAsync(ExampleStatus.Pressed);
        }

        var after = Used();
        Assert.True(client.Statistics.Reconnects >= restarts, $"{client.Statistics}");
        Assert.True(after.Files <= before.Files + 10, $"{before} {after}");
        Assert.True(after.Threads <= before.Threads + 10, $"{before} {after}");
        Assert.True(after.Memory <= before.Memory + 3_000_000, $"{before} {after}");
    }

    private static (int Files, int Threads, long Memory) Used()
    {
        using var process = Process.GetCurrentProcess();
        return (Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount, process.Threads.Count, GC.GetTotalMemory(forceFullCollection: true));
    }
}
