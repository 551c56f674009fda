using System.Text;
using Google.Protobuf;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Client;

/// <summary>Writes a session record by record, as a producer does, so that tests can also do it wrong.</summary>
internal sealed class TestSession(OdpClient client, OdpSessionInfo info)
{
    public const string Speed = "vCar:Chassis";
    public const ulong Begin = 1_700_000_000_000_000_000;
    public const ulong Interval = 10_000_000;
    public const int SamplesPerPacket = 10;

    private readonly Dictionary<string, int> _written = [];
    private ulong _id;

    public OdpSessionInfo Info => info;

    public string Key => info.SessionKey;

    public static async Task<TestSession> CreateAsync(OdpClient client, string identifier = "Run", params string[] streams) =>
        new(client, await client.Sessions.CreateAsync(new OdpSessionOptions { Identifier = identifier, Streams = streams, UtcOffset = TimeSpan.Zero }));

    /// <summary>The first packets of a stream.</summary>
    public async Task OpenAsync(params string[] streams)
    {
        foreach (var stream in streams)
        {
            await SendAsync(stream, new NewSessionPacket { DataSource = info.DataSource });
        }

        var configuration = new ConfigurationPacket
        {
            ConfigId = Guid.NewGuid().ToString(),
            ParameterDefinitions = { new ParameterDefinition { Identifier = Speed, Name = "vCar", ApplicationName = "Chassis", Units = "km/h", MaxValue = 400, Frequencies = { 100 } } },
            GroupDefinitions = { new GroupDefinition { Identifier = "Chassis", Name = "Chassis" } },
        };
        foreach (var stream in streams)
        {
            await SendAsync(stream, configuration, isEssential: stream.Length == 0);
        }
    }

    /// <summary>Packets of samples; values count on from packet to packet of a stream.</summary>
    public async Task WriteAsync(string stream, int packets, ulong? formatId = null, string signal = Speed)
    {
        for (var i = 0; i < packets; i++)
        {
            var begin = _written.GetValueOrDefault(stream);
            var values = Enumerable.Range(begin, SamplesPerPacket).Select(value => (double)value).ToArray();
            _written[stream] = begin + SamplesPerPacket;
            var times = SampleTimes.Periodic(Begin + ((ulong)begin * Interval), Interval, SamplesPerPacket);
            var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of(signal, values, times));
            await SendAsync(stream, SampleEncoder.Encode(block, formatId, Key, _id++));
        }
    }

    public async Task<KafkaMessage> SendAsync(string stream, IMessage packet, bool isEssential = false)
    {
        var record = PacketContent.Wrap(packet, Key, isEssential, _id++);
        if (isEssential)
        {
            var essentials = client.Topics.Essentials(info.DataSource);
            await client.Transport.SendAsync(new KafkaMessage(essentials.Topic, Encoding.UTF8.GetBytes(Key), record, essentials.Partition));
        }

        return await SendAsync(stream, record);
    }

    public async Task<KafkaMessage> SendAsync(string stream, byte[] record, byte[]? key = null)
    {
        var route = client.Topics.Stream(info.DataSource, stream);
        var message = new KafkaMessage(route.Topic, key ?? Encoding.UTF8.GetBytes(Key), record, route.Partition);
        await client.Transport.SendAsync(message);
        return message;
    }

    /// <summary>The last packet of streams.</summary>
    public async Task CloseAsync(params string[] streams)
    {
        foreach (var stream in streams)
        {
            await SendAsync(stream, new EndOfSessionPacket { DataSource = info.DataSource });
        }
    }

    /// <summary>Tells the session service.</summary>
    public async Task EndAsync()
    {
        await client.Transport.FlushAsync();
        await client.Sessions.EndAsync(Key);
    }

    public static async Task<TestSession> WholeAsync(OdpClient client, string identifier, int packets, params string[] streams)
    {
        var session = await CreateAsync(client, identifier, streams);
        string[] all = ["", .. streams];
        await session.OpenAsync(all);
        foreach (var stream in streams)
        {
            await session.WriteAsync(stream, packets);
        }

        await session.CloseAsync(all);
        await session.EndAsync();
        return session;
    }
}
