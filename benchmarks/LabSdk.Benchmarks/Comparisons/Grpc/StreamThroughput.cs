using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using LabSdk.Benchmarks.Grpc;
using LabSdk.Benchmarks.Harness;

namespace LabSdk.Benchmarks.Comparisons.Grpc;

/// <summary>Server streams of frames and of small messages, beside grpcio.</summary>
internal sealed class StreamThroughput : IComparison
{
    private const int Rounds = 7;
    private const int SmallMessages = 20_000;

    private static readonly (string Name, int Size, int Count, double Budget)[] Frames =
    [
        ("64 KiB", 64 * 1024, 4000, 1.3),
        ("600 KiB", 600 * 1024, 480, 1.3),
        ("1 MiB", 1024 * 1024, 300, 1.3),
        ("8 MiB", 8 * 1024 * 1024, 40, 1.0),
    ];

    public string Name => "grpc streams";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        var port = (await peers.StartServerAsync("grpc_server.py")).GetProperty("port").GetInt32();
        await using var own = await OwnSide.StartAsync();
        var rows = new List<ComparisonRow>();
        foreach (var (name, size, count, budget) in Frames)
        {
            var (ours, theirs) = await CompareAsync(
                peers, port, "mb_per_s", () => MeasureFramesAsync(own, size, count), "frames", size, count);
            rows.Add(ComparisonRow.Rate($"frame stream {name}", ours, theirs, "MB/s", budget, $"{Rounds} rounds of {count} frames, pooled as the daq client reads them"));
        }

        var (small, smallPeer) = await CompareAsync(peers, port, "per_s", () => MeasureSamplesAsync(own), "samples", SmallMessages);
        rows.Add(ComparisonRow.Rate("small-message stream", small, smallPeer, "/s", 10, $"{Rounds} rounds; ours 10 x {SmallMessages}, peer {SmallMessages}"));
        return rows;
    }

    private static async Task<(double Ours, double Theirs)> CompareAsync(
        Peers peers, int port, string figure, Func<Task<double>> own, string kind, params int[] numbers)
    {
        string[] arguments = [port.ToString(CultureInfo.InvariantCulture), kind, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        await own();
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await own());
            theirs.Add((await peers.RunAsync("grpc_client.py", arguments)).GetProperty(figure).GetDouble());
        }

        return (Measure.Median(ours), Measure.Median(theirs));
    }

    private static async Task<double> MeasureFramesAsync(OwnSide own, int size, int count)
    {
        var start = Stopwatch.GetTimestamp();
        long received = 0;
        using var call = own.Invoker.AsyncServerStreamingCall(
            PooledFrame.Method, null, default, new FramesRequest { Size = size, Count = count });
        while (await call.ResponseStream.MoveNext())
        {
            using var frame = call.ResponseStream.Current;
            received += frame.Data.Length;
        }

        Check(received, (long)size * count);
        return received / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6;
    }

    private static async Task<double> MeasureSamplesAsync(OwnSide own)
    {
        const int Count = SmallMessages * 10;
        var start = Stopwatch.GetTimestamp();
        var received = 0;
        using var call = own.Client.Samples(new SamplesRequest { Count = Count });
        while (await call.ResponseStream.MoveNext())
        {
            received++;
        }

        Check(received, Count);
        return received / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Check(long received, long expected)
    {
        if (received != expected)
        {
            throw new InvalidOperationException($"{received} arrived, {expected} were sent.");
        }
    }
}
