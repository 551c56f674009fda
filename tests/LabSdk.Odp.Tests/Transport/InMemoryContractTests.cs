namespace LabSdk.Odp.Tests.Transport;

public class InMemoryContractTests : KafkaContract
{
    private readonly InMemoryBroker _broker = new();

    protected override IKafkaTransport Connect() => _broker.Connect();

    protected override void MakeTopic(string name, int partitions) => _broker.Create(name, partitions);
}
