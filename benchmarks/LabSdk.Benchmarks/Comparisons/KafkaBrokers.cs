using System.Diagnostics;
using Confluent.Kafka;
using LabSdk.Benchmarks.Harness;
using LabSdk.Odp;
using LabSdk.Odp.Tests.Transport;
using LabSdk.Simulation;

namespace LabSdk.Benchmarks.Comparisons;

/// <summary>
/// The simulated broker beside librdkafka's mock cluster, and our transport beside the client library alone: the same clients,
/// records and settings, in one run.
/// </summary>
internal sealed class KafkaBrokers : IComparison
{
    private const int Small = 100, SmallCount = 500_000, Big = 10_000, BigCount = 40_000, Rounds = 3;
    private const double LeastOfMock = 0.7, LeastOfAlone = 0.95, MostLatency = 5, MostGrowth = 100;

    private int _topics;

    public string Name => "kafka brokers";

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(Peers peers, CancellationToken cancellationToken)
    {
        using var mock = new MockCluster();
        await using var broker = SimulatedBroker.Start();
        var (ourIn, mockIn, ourOut, mockOut, transport) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (ourBigIn, mockBigIn, ourBigOut) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (ours, its) = (Topic(broker.CreateTopic), Topic(mock.MakeTopic));
            var (a, b) = (Produce(broker.Address, ours, Small, SmallCount, "zstd"), Produce(mock.Servers, its, Small, SmallCount, "zstd"));
            var (c, d) = (Consume(broker.Address, ours, SmallCount), Consume(mock.Servers, its, SmallCount));
            var e = await ReadAsync(broker.Address, ours, SmallCount, cancellationToken);
            var (big, itsBig) = (Topic(broker.CreateTopic), Topic(mock.MakeTopic));
            var (f, g) = (Produce(broker.Address, big, Big, BigCount, "none"), Produce(mock.Servers, itsBig, Big, BigCount, "none"));
            var kept = broker.Topics.Single(topic => topic.Name == big).Partitions[0];
            var h = Consume(broker.Address, big, (int)(kept.High - kept.Low));
            broker.DeleteTopic(ours);
            broker.DeleteTopic(big);
            if (round > 0)
            {
                Add(SmallCount / 1e3, (ourIn, a), (mockIn, b), (ourOut, c), (mockOut, d), (transport, e));
                Add(Big * (double)BigCount / 1e6, (ourBigIn, f), (mockBigIn, g));
                Add(Big * (double)(kept.High - kept.Low) / 1e6, (ourBigOut, h));
            }
        }

        var note = $"{SmallCount} records of {Small} B, zstd, one partition, Confluent.Kafka on both sides, {Rounds} rounds";
        var bigNote = $"{BigCount} records of {Big / 1000} kB, not compressed";
        return
        [
            ComparisonRow.Rate("kafka: produce to the simulated broker", Measure.Median(ourIn), Measure.Median(mockIn), "k records/s", LeastOfMock, $"peer: librdkafka's mock cluster; {note}"),
            ComparisonRow.Rate("kafka: consume from the simulated broker", Measure.Median(ourOut), Measure.Median(mockOut), "k records/s", LeastOfMock, "the same records"),
            ComparisonRow.Rate("kafka: produce big records", Measure.Median(ourBigIn), Measure.Median(mockBigIn), "MB/s", LeastOfMock, bigNote),
            new("kafka: consume big records", $"{Measure.Median(ourBigOut):0} MB/s", "-", null, "-", true, "the mock does not keep so much"),
            ComparisonRow.Rate("kafka: our reader, 100 B", Measure.Median(transport), Measure.Median(ourOut), "k records/s", LeastOfAlone, "peer: Confluent.Kafka alone, same broker and records"),
            ComparisonRow.Limit("kafka: from producing to reading", await LatencyAsync(broker, cancellationToken), MostLatency, "ms", "median of 500, linger 0, default fetch wait"),
            ComparisonRow.Limit("kafka: growth of memory", Growth(broker), MostGrowth, "MB", "working set, after 6 GB against after 2 GB written to one partition that keeps 64 MiB"),
        ];
    }

    private static void Add(double amount, params (List<double> To, double Seconds)[] rounds)
    {
        foreach (var (to, seconds) in rounds)
        {
            to.Add(amount / seconds);
        }
    }

    private string Topic(Action<string, int> make)
    {
        var name = $"bench-{++_topics}";
        make(name, 1);
        return name;
    }

    private static double Produce(string servers, string topic, int size, int count, string codec, int queueKilobytes = 1_000_000)
    {
        var settings = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = servers, ["compression.type"] = codec, ["linger.ms"] = "5", ["queue.buffering.max.messages"] = "2000000",
            ["queue.buffering.max.kbytes"] = $"{queueKilobytes}",
        };
        using var producer = new ProducerBuilder<Confluent.Kafka.Null, byte[]>(settings).Build();
        var (place, left) = (new TopicPartition(topic, 0), count);
        using var done = new SemaphoreSlim(0);
        var message = new Message<Confluent.Kafka.Null, byte[]> { Value = new byte[size] };
        new Random(1).NextBytes(message.Value.AsSpan(0, size / 4));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(message.Value, i);
            while (true)
            {
                try
                {
                    producer.Produce(place, message, Reported);
                    break;
                }
                catch (ProduceException<Confluent.Kafka.Null, byte[]> error) when (error.Error.Code == ErrorCode.Local_QueueFull)
                {
                    producer.Flush(TimeSpan.FromMilliseconds(10));
                }
            }
        }

        done.Wait();
        return watch.Elapsed.TotalSeconds;

        void Reported(DeliveryReport<Confluent.Kafka.Null, byte[]> report)
        {
            if (report.Error.IsError)
            {
                throw new InvalidOperationException(report.Error.Reason);
            }

            if (Interlocked.Decrement(ref left) == 0)
            {
                done.Release();
            }
        }
    }

    private static double Consume(string servers, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(Reading(servers)).Build();
        var watch = Stopwatch.StartNew();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        for (var read = 0; read < count;)
        {
            read += consumer.Consume(TimeSpan.FromSeconds(30)) is not null ? 1 : throw new TimeoutException($"{read} of {count}");
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> ReadAsync(string servers, string topic, int count, CancellationToken cancellationToken)
    {
        await using var transport = KafkaTransport.Open(servers);
        var watch = Stopwatch.StartNew();
        await using var reader = transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        for (var read = 0; read < count;)
        {
            read += (await reader.ReadAsync(cancellationToken)).Records.Count;
        }

        return watch.Elapsed.TotalSeconds;
    }

    private async Task<double> LatencyAsync(SimulatedBroker broker, CancellationToken cancellationToken)
    {
        var topic = Topic(broker.CreateTopic);
        await using var transport = KafkaTransport.Open(new KafkaTransportOptions
        {
            Servers = broker.Address, Producer = new Dictionary<string, string> { ["linger.ms"] = "0" },
        });
        await using var reader = transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        List<double> times = [];
        for (var i = 0; i < 500; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await transport.SendAsync(new KafkaMessage(topic, null, [1], 0), null, cancellationToken);
            while ((await reader.ReadAsync(cancellationToken)).Records.Count == 0)
            {
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Measure.Median(times);
    }

    private double Growth(SimulatedBroker broker)
    {
        // The client's own queue is in this process, too, and is kept small.
        const int Records = 200_000, Queue = 32_000;
        var topic = Topic(broker.CreateTopic);
        Produce(broker.Address, topic, Big, Records, "none", Queue);
        var before = Environment.WorkingSet;
        Produce(broker.Address, topic, Big, 2 * Records, "none", Queue);
        return Math.Max(0, Environment.WorkingSet - before) / 1e6;
    }

    private static Dictionary<string, string> Reading(string servers) => new()
    {
        ["bootstrap.servers"] = servers, ["group.id"] = Guid.NewGuid().ToString(), ["auto.offset.reset"] = "earliest", ["enable.auto.commit"] = "false",
        ["fetch.wait.max.ms"] = "10",
    };
}
