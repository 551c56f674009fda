using System.Diagnostics;
using LabSdk.Benchmarks.Harness;
using LabSdk.Odp;
using LabSdk.Simulation;

namespace LabSdk.Benchmarks.Comparisons.Telemetry;

/// <summary>From writing one sample to having it in the loop that reads, beside Confluent.Kafka alone and python3-confluent-kafka.</summary>
internal sealed class TelemetryLatency : IComparison
{
    private const int Count = 300, Rounds = 3;
    private const double Most = 10;

    public string Name => "telemetry latency";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        await using var broker = SimulatedBroker.Start();
        var (ours, lingering, alone, python) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            broker.CreateTopic($"alone-{round}");
            broker.CreateTopic($"python-{round}");
            ours.Add(await LatencyAsync(broker, $"L{round}", "0", cancellationToken));
            alone.Add(Measure.Median(ConfluentAlone.Latency(broker.Address, $"alone-{round}", Count)));
            python.Add((await peers.RunAsync("kafka_telemetry.py", "latency", broker.Address, $"python-{round}", $"{Count}")).GetProperty("median").GetDouble());
            lingering.Add(await LatencyAsync(broker, $"D{round}", null, cancellationToken));
        }

        var (mine, its) = (Measure.Median(ours), Measure.Median(alone));
        return
        [
            new("telemetry: write to handler, linger 0", $"{mine:0.##} ms", $"{its:0.##} ms", mine / its, $"<= {Most} ms", mine <= Most, $"peer: Confluent.Kafka alone, records only; median of {Rounds} x {Count}"),
            new("telemetry: write to handler, linger 0", $"{mine:0.##} ms", $"{Measure.Median(python):0.##} ms", mine / Measure.Median(python), "-", true, "peer: python3-confluent-kafka, records only"),
            new("telemetry: write to handler, default settings", $"{Measure.Median(lingering):0.##} ms", "-", null, "-", true, "the platform's linger.ms of 20 is the greater part of it"),
        ];
    }

    private static async Task<double> LatencyAsync(SimulatedBroker broker, string source, string? linger, CancellationToken cancellationToken)
    {
        var options = new OdpOptions { ProducerSettings = linger is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["linger.ms"] = linger } };
        await using var client = await OdpClient.ConnectAsync($"odp://{broker.Address}", options, cancellationToken);
        await using var writer = await client.NewSessionAsync(new OdpSessionOptions { DataSource = source }, cancellationToken);
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = writer.SessionKey }, cancellationToken);
        await using var arriving = reader.SamplesAsync(cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        var signal = writer.Signal("a:X", 100);
        await signal.WriteAsync(new double[] { 0 }, cancellationToken: cancellationToken);
        await arriving.MoveNextAsync();
        List<double> times = [];
        for (var i = 0; i < Count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await signal.WriteAsync(new double[] { i }, cancellationToken: cancellationToken);
            await arriving.MoveNextAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Measure.Median(times);
    }
}
