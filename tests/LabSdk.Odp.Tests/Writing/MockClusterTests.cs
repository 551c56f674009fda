using LabSdk.Odp.Tests.Transport;

namespace LabSdk.Odp.Tests.Writing;

/// <summary>Writing through librdkafka to its own double of a broker, which makes topics by itself with four partitions.</summary>
public class MockClusterTests
{
    [Fact]
    public async Task Two_hundred_thousand_samples_come_back_equal()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var mock = new MockCluster();
        mock.MakeTopic("Data.Default.S", 1);
        await using var transport = KafkaTransport.Open(mock.Options);
        await using var client = await OdpClient.ConnectAsync(transport, cancellationToken: patience.Token);
        var random = new Random(5);
        var sent = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ToArray()).ToArray();
        await using var writer = await client.NewSessionAsync(new OdpSessionOptions { Streams = ["S"] }, patience.Token);
        var signal = writer.Signal("a:X", 1000, stream: "S");
        foreach (var values in sent)
        {
            await signal.WriteAsync(values, signal.NextTime ?? 1_000_000_000, cancellationToken: patience.Token);
        }

        await writer.EndAsync(patience.Token);
        var packets = await WriterBench.ReadAsync(transport, "Data.Default.S", 0, patience.Token);
        var blocks = packets.Where(packet => packet.Type == "PeriodicData").SelectMany(packet => packet.Samples(client, "Default")).ToArray();
        Assert.Equal(sent.SelectMany(values => values), blocks.SelectMany(block => block.Columns[0].Doubles.ToArray()));
        Assert.Equal(Enumerable.Range(0, 200_000).Select(i => 1_000_000_000 + ((ulong)i * 1_000_000)), blocks.SelectMany(block => block.Times));
        Assert.Equal("EndOfSession", packets[^1].Type);
    }
}
