using System.Diagnostics;
using System.Text;
using LabSdk.Benchmarks.Harness;
using LabSdk.Odp;
using LabSdk.Odp.Wire;
using LabSdk.Simulation;

namespace LabSdk.Benchmarks.Comparisons.Telemetry;

/// <summary>Writing a session beside Confluent.Kafka alone, which sends records that were made before, and python3-confluent-kafka.</summary>
internal sealed class TelemetryWriting : IComparison
{
    private const int Samples = 100, Packets = 20_000, Rounds = 3;
    private const double LeastSamples = 0.5;

    public string Name => "telemetry writing";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        await using var broker = SimulatedBroker.Start();
        await using var client = await OdpClient.ConnectAsync($"odp://{broker.Address}", cancellationToken: cancellationToken);
        var values = Values();
        var key = Encoding.UTF8.GetBytes(Guid.NewGuid().ToString());
        var records = values.Select((each, i) => Record(each, i, Encoding.UTF8.GetString(key))).ToArray();
        var (ours, alone, python) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            string[] topics = [$"Data.W{round}", $"alone-{round}", $"python-{round}"];
            broker.CreateTopic(topics[1]);
            broker.CreateTopic(topics[2]);
            var a = await WriteAsync(client, $"W{round}", values, cancellationToken);
            var b = ConfluentAlone.Produce(broker.Address, topics[1], records, Packets, key);
            var c = (await peers.RunAsync("kafka_telemetry.py", "produce", broker.Address, topics[2], $"{Packets}", $"{records[0].Length}")).GetProperty("rate").GetDouble();
            Array.ForEach(topics, topic => broker.DeleteTopic(topic));
            if (round > 0)
            {
                ours.Add(Packets / a / 1e3);
                alone.Add(Packets / b / 1e3);
                python.Add(c);
            }
        }

        var mine = Measure.Median(ours);
        var note = $"{Packets} packets of {Samples} samples ({records[0].Length} B), zstd, acknowledged, idempotent, {Rounds} rounds";
        return
        [
            new("telemetry: write samples", $"{mine * Samples / 1e3:0.##} M samples/s", "-", null, $">= {LeastSamples} M samples/s", mine * Samples / 1e3 >= LeastSamples, note),
            new("telemetry: write packets", $"{mine:0.##} k packets/s", $"{Measure.Median(alone):0.##} k records/s", mine / Measure.Median(alone), "-", true, "peer: Confluent.Kafka alone with records made before, so that it encodes nothing"),
            new("telemetry: write packets", $"{mine:0.##} k packets/s", $"{Measure.Median(python):0.##} k records/s", mine / Measure.Median(python), ">= 1 x", mine >= Measure.Median(python), "peer: python3-confluent-kafka with records made before"),
        ];
    }

    private static double[][] Values()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 64).Select(_ => Enumerable.Range(0, Samples).Select(_ => random.NextDouble()).ToArray())];
    }

    private static byte[] Record(double[] values, int number, string key) => SampleEncoder.Encode(
        SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("a:X", values, SampleTimes.Periodic((ulong)number * 1_000_000_000, 10_000_000, Samples))), 1, key, (ulong)number + 1);

    private static async Task<double> WriteAsync(OdpClient client, string source, double[][] values, CancellationToken cancellationToken)
    {
        await using var writer = await client.NewSessionAsync(new OdpSessionOptions { DataSource = source }, cancellationToken);
        var signal = writer.Signal("a:X", 100);
        await signal.WriteAsync(values[0], 1_000_000_000, cancellationToken: cancellationToken);
        await writer.FlushAsync(cancellationToken);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Packets; i++)
        {
            await signal.WriteAsync(values[i % values.Length], cancellationToken: cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
        return watch.Elapsed.TotalSeconds;
    }
}
