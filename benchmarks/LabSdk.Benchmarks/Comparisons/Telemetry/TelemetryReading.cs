using System.Diagnostics;
using LabSdk.Benchmarks.Harness;
using LabSdk.Odp;
using LabSdk.Odp.Wire;
using LabSdk.Simulation;

namespace LabSdk.Benchmarks.Comparisons.Telemetry;

/// <summary>Reading a session beside Confluent.Kafka alone and python3-confluent-kafka: the same broker and records, in one run.</summary>
internal sealed class TelemetryReading : IComparison
{
    // A periodic packet of one sample takes 100 bytes with its envelope.
    private const int Packets = 200_000, SamplesInBig = 100, BigPackets = 20_000, Rounds = 3;
    private const double LeastOfAlone = 0.95, LeastSamples = 0.5;

    public string Name => "telemetry reading";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        await using var broker = SimulatedBroker.Start();
        await using var client = await OdpClient.ConnectAsync($"odp://{broker.Address}", cancellationToken: cancellationToken);
        var (small, smallCount, bytes) = await WriteAsync(broker, client, "Small", 1, Packets, cancellationToken);
        var (big, bigCount, bigBytes) = await WriteAsync(broker, client, "Big", SamplesInBig, BigPackets, cancellationToken);
        var (ours, decoded, alone, python, opening) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (samples, cores) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var a = await PacketsAsync(client, small, cancellationToken);
            var b = ConfluentAlone.Consume(broker.Address, "Data.Small", smallCount);
            var c = (await peers.RunAsync("kafka_telemetry.py", "consume", broker.Address, "Data.Small", $"{smallCount}")).GetProperty("rate").GetDouble();
            var d = await SamplesAsync(client, small, Packets, cancellationToken);
            var e = await SamplesAsync(client, big, (long)BigPackets * SamplesInBig, cancellationToken);
            if (round > 0)
            {
                ours.Add(a.Packets / a.Seconds / 1e3);
                opening.Add(a.Opening * 1e3);
                alone.Add(smallCount / b / 1e3);
                python.Add(c);
                decoded.Add(Packets / d / 1e3);
                samples.Add(BigPackets * (double)SamplesInBig / e / 1e6);
                cores.Add(DecodeAlone(client, SamplesInBig));
            }
        }

        var (mine, its, pythons) = (Measure.Median(ours), Measure.Median(alone), Measure.Median(python));
        var note = $"{Packets} packets of {bytes} B, zstd, one partition, session filtered and envelope opened on our side, {Rounds} rounds, from the first record to the last";
        return
        [
            ComparisonRow.Rate("telemetry: packets of a session", mine, its, "k records/s", LeastOfAlone, $"peer: Confluent.Kafka alone, records only; {note}"),
            new("telemetry: packets of a session", $"{mine:0.##} k records/s", $"{pythons:0.##} k records/s", mine / pythons, ">= 1 x", mine >= pythons, "peer: python3-confluent-kafka, batches of 2000, records only"),
            new("telemetry: from opening a session to its first packet", $"{Measure.Median(opening):0} ms", "-", null, "-", true, "essentials are read before"),
            new("telemetry: the same, decoded to samples", $"{Measure.Median(decoded):0.##} k samples/s", "-", null, "-", true, "one sample in a packet, the worst case"),
            new("telemetry: broker to samples", $"{Measure.Median(samples):0.##} M samples/s", "-", null, $">= {LeastSamples} M samples/s", Measure.Median(samples) >= LeastSamples,
                $"{BigPackets} packets of {SamplesInBig} samples ({bigBytes} B), {bigCount} records; broker, client library and decoder in one process of two cores"),
            new("telemetry: packets to samples, one core", $"{Measure.Median(cores):0.##} M samples/s", "-", null, $">= {LeastSamples} M samples/s", Measure.Median(cores) >= LeastSamples, "envelope and content of a record in memory to typed arrays"),
        ];
    }

    private static async Task<(OdpSessionInfo Session, int Records, long Bytes)> WriteAsync(
        SimulatedBroker broker, OdpClient client, string source, int samples, int packets, CancellationToken cancellationToken)
    {
        var writer = await client.NewSessionAsync(new OdpSessionOptions { DataSource = source, Identifier = source, HasOutLap = false }, cancellationToken);
        var signal = writer.Signal("vCar:Chassis", 100);
        var random = new Random(1);
        var before = writer.Counters;
        for (var i = 0; i < packets; i++)
        {
            var values = new double[samples];
            for (var each = 0; each < samples; each++)
            {
                values[each] = random.NextDouble();
            }

            await signal.WriteAsync(values, cancellationToken: cancellationToken);
        }

        var bytes = (writer.Counters.Bytes - before.Bytes) / packets;
        await writer.EndAsync(cancellationToken);
        var kept = broker.Topics.Single(topic => topic.Name == $"Data.{source}").Partitions[0];
        return kept.Low == 0 ? (writer.Session, (int)kept.High, bytes) : throw new InvalidOperationException("The broker did not keep everything.");
    }

    private static async Task<(long Packets, double Seconds, double Opening)> PacketsAsync(OdpClient client, OdpSessionInfo session, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.SessionKey, ReadingType = OdpReadingType.Historic }, cancellationToken);
        var (count, opening) = (0L, 0.0);
        await foreach (var packet in reader.PacketsAsync(cancellationToken))
        {
            if (count++ == 0)
            {
                opening = watch.Elapsed.TotalSeconds;
            }
        }

        return count > Packets ? (count, watch.Elapsed.TotalSeconds - opening, opening) : throw new InvalidOperationException($"{count} packets came.");
    }

    private static async Task<double> SamplesAsync(OdpClient client, OdpSessionInfo session, long expected, CancellationToken cancellationToken)
    {
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.SessionKey, ReadingType = OdpReadingType.Historic }, cancellationToken);
        var (count, watch) = (0L, new Stopwatch());
        await foreach (var samples in reader.SamplesAsync(cancellationToken: cancellationToken))
        {
            watch.Start();
            count += samples.Count;
        }

        return count == expected ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{count} of {expected} samples came.");
    }

    private static double DecodeAlone(OdpClient client, int samples)
    {
        var values = Enumerable.Range(0, samples).Select(i => i * 0.37).ToArray();
        var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("vCar:Chassis", values, SampleTimes.Periodic(1, 10_000_000, samples)));
        var record = SampleEncoder.Encode(block, null, Guid.NewGuid().ToString(), 1);
        var (envelopes, decoder) = (new EnvelopeReader(), new SampleDecoder(client.Formats.Of("Small")));
        var (watch, count) = (Stopwatch.StartNew(), 0L);
        while (watch.ElapsedMilliseconds < 500)
        {
            for (var i = 0; i < 100; i++)
            {
                envelopes.TryRead(record, out var packet);
                count += decoder.Decode(packet.Type, packet.Content.Span).Blocks[0].SampleCount;
            }
        }

        return count / watch.Elapsed.TotalSeconds / 1e6;
    }
}
