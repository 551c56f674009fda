using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp.Tests.Writing;

/// <summary>A broker in memory, a client of it, and what lies in its topics.</summary>
internal sealed class WriterBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    private WriterBench(InMemoryBroker broker, TroubledTransport transport, OdpClient client) => (Broker, Transport, Client) = (broker, transport, client);

    public InMemoryBroker Broker { get; }

    public TroubledTransport Transport { get; }

    public OdpClient Client { get; }

    /// <summary>Ends a test that hangs.</summary>
    public CancellationToken Patience => _patience.Token;

    public static async Task<WriterBench> StartAsync(OdpOptions? options = null)
    {
        var broker = new InMemoryBroker();
        var transport = new TroubledTransport(broker.Connect());
        return new WriterBench(broker, transport, await OdpClient.ConnectAsync(transport, options ?? new OdpOptions()));
    }

    /// <summary>All packets of a topic's partition.</summary>
    public async Task<List<WrittenPacket>> ReadAsync(string topic, int partition = 0)
    {
        await using var transport = Broker.Connect();
        return await ReadAsync(transport, topic, partition, Patience);
    }

    public static async Task<List<WrittenPacket>> ReadAsync(IKafkaTransport transport, string topic, int partition, CancellationToken patience)
    {
        var end = await transport.WatermarksAsync(topic, partition, patience);
        var packets = new List<WrittenPacket>();
        if (end is not { High: > 0 })
        {
            return packets;
        }

        await using var reader = transport.OpenReader();
        reader.Add([new TopicOffset(topic, partition, 0)]);
        var envelopes = new EnvelopeReader();
        while (packets.Count < end.Value.High)
        {
            foreach (var record in (await reader.ReadAsync(patience)).Records)
            {
                Assert.True(envelopes.TryRead(record.Value, out var packet));
                packets.Add(new WrittenPacket(record, packet));
            }
        }

        return packets;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _patience.Dispose();
    }
}

/// <summary>A record, and the packet in it.</summary>
internal sealed record WrittenPacket(KafkaRecord Record, PacketEnvelope Packet)
{
    public string Type => Packet.Type;

    public string Key => Record.Key is null ? "(none)" : System.Text.Encoding.UTF8.GetString(Record.Key);

    public T Content<T>(Google.Protobuf.MessageParser<T> parser)
        where T : class, Google.Protobuf.IMessage<T>, new() => PacketContent.Parse(parser, Packet.Content.Span);

    public IReadOnlyList<SampleBlock> Samples(OdpClient client, string source) =>
        new SampleDecoder(client.Formats.Of(source)).Decode(Type, Packet.Content.Span).OrThrow();
}
