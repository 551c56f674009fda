using System.Text;
using Google.Protobuf;
using LabSdk.Odp.Tests.Transport;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Client;

/// <summary>Reading over librdkafka from its own double of a broker: topics that it makes have four partitions; needs librdkafka1.</summary>
public class MockClusterReadingTests(MockClusterFixture fixture) : IClassFixture<MockClusterFixture>
{
    private static readonly OdpOptions Quick = new() { TopicRefreshInterval = TimeSpan.FromMilliseconds(100), EndGrace = TimeSpan.FromMilliseconds(500) };

    [Fact]
    public async Task Live_reading_delivers_every_sample_before_the_end_at_full_speed()
    {
        await using var transport = KafkaTransport.Open(fixture.Cluster.Options);
        await using var client = await OdpClient.ConnectAsync(transport, Quick with { Domain = "full", Generation = OdpGeneration.V21 });
        for (var run = 0; run < 10; run++)
        {
            var session = await TestSession.CreateAsync(client, $"Run {run}", "A");
            await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key });
            OdpReadingCompleted? completed = null;
            reader.SessionCompleted += done => completed = done;
            var reading = Task.Run(() => reader.DataAsync().AllAsync());
            await session.OpenAsync("", "A");
            await session.WriteAsync("A", 200, await client.Formats.IdOfAsync("Default", [TestSession.Speed]));
            await session.CloseAsync("", "A");
            await session.EndAsync();

            var data = await reading;

            var blocks = data.Select(each => each.Value).OfType<SampleBlock>().ToArray();
            Assert.Equal(Enumerable.Range(0, 2_000).Select(value => (double)value), blocks.SelectMany(block => block.Columns[0].Doubles.ToArray()));
            Assert.Single(data.Select(each => each.Value).OfType<OdpConfiguration>());
            Assert.Equal(OdpCompletion.Ended, completed?.Reason);
        }
    }

    [Fact]
    public async Task Records_that_the_broker_has_dropped_are_told()
    {
        await using var transport = KafkaTransport.Open(fixture.Cluster.Options);
        await using var client = await OdpClient.ConnectAsync(transport, Quick with { Domain = "dropped", Generation = OdpGeneration.V21 });
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("A");
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            var noise = new byte[500_000];
            random.NextBytes(noise);
            await session.SendAsync("A", new Packet { Type = "Noise", SessionKey = session.Key, Content = ByteString.CopyFrom(noise), Id = (ulong)i }.ToByteArray(), Encoding.UTF8.GetBytes(session.Key));
        }

        await session.CloseAsync("A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key });

        var noises = (await reader.PacketsAsync().AllAsync()).Where(packet => packet.Type == "Noise").Select(packet => packet.Id).ToArray();

        Assert.Equal(19ul, noises[^1]);
        Assert.Equal(20 + 2, noises.Length + reader.Counters.LostRecords);
        Assert.Equal("dropped.Data.Default.A", Assert.Single(reader.Counters.LostRanges).Topic);
    }

    [Fact]
    public async Task Session_that_is_never_ended_is_given_up_and_resumed_by_its_group()
    {
        await using var transport = KafkaTransport.Open(fixture.Cluster.Options);
        await using var client = await OdpClient.ConnectAsync(transport, Quick with { Domain = "group", Generation = OdpGeneration.V21 });
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 10);
        await transport.FlushAsync();
        var options = new OdpReadOptions { SessionKey = session.Key, GroupId = "mine", LiveStart = OdpLiveStart.LeadingEdge, InactivityTimeout = TimeSpan.FromSeconds(3) };
        await using (var reader = await client.OpenReaderAsync(options))
        {
            await reader.StartAsync();
            await session.WriteAsync("A", 5);
            await reader.SamplesAsync().TakeAsync(3);
            await reader.CommitAsync();
        }

        await session.WriteAsync("A", 2);
        await using var again = await client.OpenReaderAsync(options);
        OdpReadingCompleted? completed = null;
        again.SessionCompleted += done => completed = done;

        var samples = await again.SamplesAsync().AllAsync();

        Assert.Equal([130.0, 140, 150, 160], samples.Select(each => each.Doubles[0]));
        Assert.Equal(OdpCompletion.Inactive, completed?.Reason);
    }
}
