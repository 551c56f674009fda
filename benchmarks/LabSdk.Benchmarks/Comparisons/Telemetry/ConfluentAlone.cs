using System.Diagnostics;
using Confluent.Kafka;

namespace LabSdk.Benchmarks.Comparisons.Telemetry;

/// <summary>The client library without us: what there is to compare with.</summary>
internal static class ConfluentAlone
{
    /// <summary>Seconds from the first record of a partition to the last.</summary>
    public static double Consume(string servers, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(Reading(servers)).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var watch = new Stopwatch();
        for (var read = 0; read < count; watch.Start())
        {
            read += consumer.Consume(TimeSpan.FromSeconds(30)) is not null ? 1 : throw new TimeoutException($"{read} of {count}");
        }

        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds until so many records are reported as stored.</summary>
    public static double Produce(string servers, string topic, IReadOnlyList<byte[]> values, int count, byte[] key)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new Dictionary<string, string>
        {
            ["bootstrap.servers"] = servers, ["compression.type"] = "zstd", ["linger.ms"] = "20", ["batch.size"] = "4194304", ["message.max.bytes"] = "4194304",
            ["queue.buffering.max.messages"] = "2000000", ["acks"] = "all", ["enable.idempotence"] = "true",
        }).Build();
        var (place, left) = (new TopicPartition(topic, 0), count);

        // As on our side, the topic is known and the connection open before the time runs.
        producer.Produce(place, new Message<byte[], byte[]> { Key = key, Value = values[0] });
        producer.Flush();
        var watch = Stopwatch.StartNew();
        using var done = new SemaphoreSlim(0);
        for (var i = 0; i < count; i++)
        {
            producer.Produce(place, new Message<byte[], byte[]> { Key = key, Value = values[i % values.Count] }, report =>
            {
                if (report.Error.IsError)
                {
                    throw new InvalidOperationException(report.Error.Reason);
                }

                if (Interlocked.Decrement(ref left) == 0)
                {
                    done.Release();
                }
            });
        }

        done.Wait();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Median milliseconds from producing one record to having it.</summary>
    public static List<double> Latency(string servers, string topic, int count)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new Dictionary<string, string> { ["bootstrap.servers"] = servers, ["linger.ms"] = "0" }).Build();
        using var consumer = new ConsumerBuilder<byte[], byte[]>(Reading(servers)).Build();
        var place = new TopicPartition(topic, 0);
        consumer.Assign(new TopicPartitionOffset(place, Offset.Beginning));
        producer.Produce(place, new Message<byte[], byte[]> { Value = new byte[100] });
        consumer.Consume(TimeSpan.FromSeconds(30));
        List<double> times = [];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            producer.Produce(place, new Message<byte[], byte[]> { Value = new byte[100] });
            consumer.Consume(TimeSpan.FromSeconds(30));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    private static Dictionary<string, string> Reading(string servers) => new()
    {
        ["bootstrap.servers"] = servers, ["group.id"] = Guid.NewGuid().ToString(), ["auto.offset.reset"] = "earliest", ["enable.auto.commit"] = "false",
    };
}
