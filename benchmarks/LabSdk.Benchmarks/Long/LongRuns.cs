using System.Diagnostics;
using LabSdk.Odp;
using LabSdk.Odp.Tests.Transport;
using LabSdk.Simulation;

namespace LabSdk.Benchmarks.Long;

/// <summary>Runs that take too long for tests and have no peer: a round trip of many samples, and memory over minutes.</summary>
internal static class LongRuns
{
    private const int SamplesInPacket = 1_000, PacketsAhead = 200;

    /// <summary>Writes and reads many samples through the simulated broker and through librdkafka's mock cluster, and compares each.</summary>
    public static async Task<int> RoundTripAsync(long samples)
    {
        Console.WriteLine("| broker | samples | seconds | M samples/s | records | not equal |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        await using (var broker = SimulatedBroker.Start())
        await using (var client = await OdpClient.ConnectAsync($"odp://{broker.Address}"))
        {
            await RoundTripAsync("simulated broker", client, samples);
        }

        using var mock = new MockCluster();
        mock.MakeTopic("Data.Default.S", 1);
        await using var transport = KafkaTransport.Open(mock.Options);
        await using var other = await OdpClient.ConnectAsync(transport);
        await RoundTripAsync("librdkafka's mock cluster", other, samples);
        return 0;
    }

    /// <summary>Writes and reads at a steady pace and prints the memory.</summary>
    public static async Task<int> SoakAsync(double minutes)
    {
        const int PacketsPerSecond = 200;
        await using var broker = SimulatedBroker.Start(new SimulatedBrokerOptions { RetentionBytes = 16 * 1024 * 1024 });
        await using var client = await OdpClient.ConnectAsync($"odp://{broker.Address}");
        await using var stream = new TelemetryStream(client, "Default", SamplesInPacket, PacketsAhead);
        var (watch, marks, next) = (Stopwatch.StartNew(), new List<(double Minute, double Managed, double Resident)>(), 0.0);
        Console.WriteLine("| minute | M samples | managed MB | resident MB |");
        Console.WriteLine("| --- | --- | --- | --- |");
        await stream.RunAsync((long)(minutes * 60 * PacketsPerSecond), async packet =>
        {
            var due = TimeSpan.FromSeconds(packet / (double)PacketsPerSecond) - watch.Elapsed;
            if (due > TimeSpan.FromMilliseconds(5))
            {
                await Task.Delay(due);
            }

            if (watch.Elapsed.TotalMinutes >= next)
            {
                marks.Add((watch.Elapsed.TotalMinutes, GC.GetTotalMemory(forceFullCollection: true) / 1e6, Environment.WorkingSet / 1e6));
                Console.WriteLine($"| {marks[^1].Minute:0.0} | {stream.Read / 1e6:0.0} | {marks[^1].Managed:0.0} | {marks[^1].Resident:0} |");
                next += 0.5;
            }
        }, CancellationToken.None);
        var (warm, end) = (marks[Math.Min(marks.Count - 1, 2)], marks[^1]);
        Console.WriteLine($"From minute {warm.Minute:0.0} to {end.Minute:0.0}: managed {end.Managed - warm.Managed:+0.0;-0.0} MB, resident {end.Resident - warm.Resident:+0;-0} MB; {stream.Read} samples, each equal.");
        return 0;
    }

    private static async Task RoundTripAsync(string name, OdpClient client, long samples)
    {
        await using var stream = new TelemetryStream(client, "Default", SamplesInPacket, PacketsAhead);
        var watch = Stopwatch.StartNew();
        await stream.RunAsync(samples / SamplesInPacket, _ => Task.CompletedTask, CancellationToken.None);
        Console.WriteLine($"| {name} | {stream.Read} | {watch.Elapsed.TotalSeconds:0.0} | {stream.Read / watch.Elapsed.TotalSeconds / 1e6:0.00} | {stream.Written!.Delivered} written, {stream.Counted!.Packets} read | 0 |");
    }
}
