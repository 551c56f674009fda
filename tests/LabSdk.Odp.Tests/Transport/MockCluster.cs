using System.Reflection;
using System.Runtime.InteropServices;
using LabSdk.Odp.Transport;

namespace LabSdk.Odp.Tests.Transport;

/// <summary>librdkafka's own mock cluster in this process. Linked into the benchmarks, too.</summary>
internal sealed class MockCluster : IDisposable
{
    private const string Library = "librdkafka";
    private readonly nint _client, _cluster;

    static MockCluster() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), KafkaLibrary.Resolve);

    public MockCluster()
    {
        KafkaLibrary.EnsureLoaded();
        _client = rd_kafka_new(0, rd_kafka_conf_new(), 0, 0);
        _cluster = rd_kafka_mock_cluster_new(_client, 1);
        Servers = Marshal.PtrToStringUTF8(rd_kafka_mock_cluster_bootstraps(_cluster))!;
    }

    public string Servers { get; }

    // The mock does not wake readers that wait, so that their waits have to be short.
    public KafkaTransportOptions Options => new()
    {
        Servers = Servers,
        Consumer = new Dictionary<string, string> { ["fetch.wait.max.ms"] = "10" },
    };

    public void MakeTopic(string name, int partitions)
    {
        if (rd_kafka_mock_topic_create(_cluster, name, partitions, 1) is not 0 and var error)
        {
            throw new InvalidOperationException($"The mock cluster did not make the topic {name}: {error}.");
        }
    }

    public void Dispose()
    {
        rd_kafka_mock_cluster_destroy(_cluster);
        rd_kafka_destroy(_client);
    }

    [DllImport(Library)]
    private static extern nint rd_kafka_conf_new();

    [DllImport(Library)]
    private static extern nint rd_kafka_new(int type, nint conf, nint error, nuint errorSize);

    [DllImport(Library)]
    private static extern nint rd_kafka_mock_cluster_new(nint client, int brokers);

    [DllImport(Library)]
    private static extern nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [DllImport(Library)]
    private static extern int rd_kafka_mock_topic_create(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replication);

    [DllImport(Library)]
    private static extern void rd_kafka_mock_cluster_destroy(nint cluster);

    [DllImport(Library)]
    private static extern void rd_kafka_destroy(nint client);
}
