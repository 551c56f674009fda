namespace LabSdk.Odp.Tests.Transport;

/// <summary>The transport over librdkafka against librdkafka's own double of a broker; needs the Debian package librdkafka1.</summary>
public class MockClusterContractTests(MockClusterFixture fixture) : KafkaContract, IClassFixture<MockClusterFixture>
{
    protected override bool KnowsTimes => false;

    protected override bool CreatesTopics => false;

    protected override IKafkaTransport Connect() => KafkaTransport.Open(fixture.Cluster.Options);

    protected override void MakeTopic(string name, int partitions) => fixture.Cluster.MakeTopic(name, partitions);
}

public sealed class MockClusterFixture : IDisposable
{
    internal MockCluster Cluster { get; } = new();

    public void Dispose() => Cluster.Dispose();
}
