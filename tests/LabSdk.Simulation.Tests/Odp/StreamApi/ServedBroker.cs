using LabSdk.Odp;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Simulation.Tests.Odp.StreamApi;

/// <summary>A broker in memory, a server over it, and a client of the server.</summary>
internal sealed class ServedBroker : IAsyncDisposable
{
    private readonly IKafkaTransport _transport;

    private ServedBroker(InMemoryBroker broker, IKafkaTransport transport, OdpClient direct, StreamApiServer server, OdpStreamClient client) =>
        (Broker, _transport, Direct, Server, Client) = (broker, transport, direct, server, client);

    public InMemoryBroker Broker { get; }

    /// <summary>The broker without the server between.</summary>
    public OdpClient Direct { get; }

    public StreamApiServer Server { get; }

    public OdpStreamClient Client { get; }

    public static async Task<ServedBroker> StartAsync(OdpOptions? options = null, StreamApiServerOptions? server = null)
    {
        var broker = new InMemoryBroker();
        var transport = broker.Connect();
        var direct = await OdpClient.ConnectAsync(transport, (options ?? new OdpOptions()) with { TopicRefreshInterval = TimeSpan.FromMilliseconds(100) });
        var served = await StreamApiServer.StartAsync(direct, server);
        var client = await OdpStreamClient.ConnectAsync(
            served.Endpoint, new OdpStreamOptions { KeyGenerator = $"127.0.0.1:{served.KeyGeneratorPort}", StreamRefreshInterval = TimeSpan.FromMilliseconds(100) });
        return new ServedBroker(broker, transport, direct, served, client);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
        await Direct.DisposeAsync();
        await _transport.DisposeAsync();
    }

    public static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public static byte[] Samples(ulong begin, int count, string session, ulong id, ulong? format = null, string signal = "vCar:Chassis") => SampleEncoder.Encode(
        SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of(signal, [.. Enumerable.Range(0, count).Select(i => (double)begin + i)], SampleTimes.Periodic(begin * 1000, 1000, count))), format, session, id);

    public static byte[] Of(Google.Protobuf.IMessage content, string session, bool isEssential = false) => PacketContent.Wrap(content, session, isEssential);

    public static byte[] Configuration(string session) => Of(
        new ConfigurationPacket
        {
            ConfigId = session,
            ParameterDefinitions = { new ParameterDefinition { Identifier = "vCar:Chassis", Name = "vCar", ApplicationName = "Chassis", Units = "km/h" } },
            GroupDefinitions = { new GroupDefinition { Identifier = "Chassis" } },
        },
        session,
        isEssential: true);

    /// <summary>Writes a session through the server, by the sequence of the protocol.</summary>
    public async Task<OdpStreamSession> WriteAsync(string identifier, int packets, params string[] streams)
    {
        var session = await Client.Sessions.CreateAsync(new OdpSessionOptions { Identifier = identifier, UtcOffset = TimeSpan.Zero });
        await using (var writer = Client.OpenWriter())
        {
            foreach (var stream in streams.Prepend(""))
            {
                await writer.WriteAsync("Default", stream, session.SessionKey, Of(new NewSessionPacket { DataSource = "Default" }, session.SessionKey));
                await writer.WriteAsync("Default", stream, session.SessionKey, Configuration(session.SessionKey));
            }

            for (var i = 0; i < packets; i++)
            {
                foreach (var stream in streams)
                {
                    await writer.WriteAsync("Default", stream, session.SessionKey, Samples((ulong)i * 10, 10, session.SessionKey, (ulong)i));
                }
            }

            foreach (var stream in streams.Prepend(""))
            {
                await writer.WriteAsync("Default", stream, session.SessionKey, Of(new EndOfSessionPacket { DataSource = "Default" }, session.SessionKey));
            }

            Assert.True(await writer.CompleteAsync());
        }

        await Client.Sessions.EndAsync(session.SessionKey);
        return session;
    }
}
