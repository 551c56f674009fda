using LabSdk.Odp;
using LabSdk.Odp.Tests.Transport;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>The transport over librdkafka against the simulated broker.</summary>
public class SimulatedBrokerContractTests(SimulatedBrokerFixture fixture) : KafkaContract, IClassFixture<SimulatedBrokerFixture>
{
    protected override IKafkaTransport Connect() => KafkaTransport.Open(fixture.Broker.Address);

    protected override void MakeTopic(string name, int partitions) => fixture.Broker.CreateTopic(name, partitions);
}

public sealed class SimulatedBrokerFixture : IDisposable
{
    public SimulatedBroker Broker { get; } = SimulatedBroker.Start();

    public void Dispose() => Broker.Dispose();
}
