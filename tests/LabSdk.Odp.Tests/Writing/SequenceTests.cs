using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Writing;

/// <summary>What lies in the topics after a session: the order that recorders need, on every stream.</summary>
public class SequenceTests
{
    public static TheoryData<string, string, string, string, string[]> Layouts => new()
    {
        { "v21", "topic", "Data.Default 0", "Data.Default.Stream1 0", ["Essential.Default", "Sys.SessionInfo"] },
        { "legacy", "topic", "Default 0", "Default.Stream1 0", ["Default_essential", "SessionInfo"] },
        { "v21", "partition", "Data.Default 0", "Data.Default 3", ["Essential.Default", "Sys.SessionInfo"] },
        { "legacy", "partition", "Default 0", "Default 3", ["Default_essential", "SessionInfo"] },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Session_goes_out_in_the_order_that_works_on_all_streams(string generation, string strategy, string main, string stream, string[] system)
    {
        await using var bench = await WriterBench.StartAsync(new OdpOptions
        {
            Generation = generation == "v21" ? OdpGeneration.V21 : OdpGeneration.Legacy,
            Strategy = strategy == "topic" ? StreamCreationStrategy.TopicBased : StreamCreationStrategy.PartitionBased,
            PartitionMappings = [new PartitionMapping("Stream1", 3)],
        });
        string key;
        await using (var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { Identifier = "Run 1", Streams = ["Stream1"] }))
        {
            key = writer.SessionKey;
            var sine = writer.Signal("Sin:MyApp", 100, "V", "Stream1", -1, 1, "Sine Wave");
            await sine.WriteAsync(Enumerable.Range(0, 100).Select(i => Math.Sin(i / 10.0)).ToArray(), 1_000_000_000);
            await writer.WriteInfoAsync(new Dictionary<string, string> { ["Test Detail"] = "Test Value" });
            await sine.WriteAsync(new double[] { 1, 2, 3 });
        }

        var onMain = await ReadAsync(bench, main);
        var onStream = await ReadAsync(bench, stream);
        string[] lifecycle = generation == "v21" ? ["StreamStarted"] : [];
        string[] end = generation == "v21" ? ["StreamStopped", "EndOfSession"] : ["EndOfSession"];
        Assert.Equal(["NewSession", .. lifecycle, "Configuration", "Marker", .. end], Types(onMain));
        Assert.Equal(["NewSession", .. lifecycle, "Configuration", "Marker", "PeriodicData", "PeriodicData", .. end], Types(onStream));

        // The definition of the format has no session, lies in the main topic, and was there before the data that needs it.
        var definition = Assert.Single(onMain, packet => packet.Type == PacketTypes.DataFormatDefinition);
        Assert.Equal(("", ""), (definition.Key, definition.Packet.SessionKey));

        var session = onMain.Concat(onStream).Where(packet => packet.Type != PacketTypes.DataFormatDefinition).ToArray();
        Assert.All(session, packet => Assert.Equal((key, key), (packet.Key, packet.Packet.SessionKey)));
        Assert.Equal(Enumerable.Range(1, session.Length).Select(id => (ulong)id), session.Select(packet => packet.Packet.Id).Order());
        Assert.All([onMain, onStream], topic => Assert.Equal(topic.Select(packet => packet.Packet.Id).Where(id => id > 0).Order(), topic.Select(packet => packet.Packet.Id).Where(id => id > 0)));
        Assert.All(session, packet => Assert.Equal(packet.Type is "Configuration" or "Marker", packet.Packet.IsEssential));

        // Both copies of essential packets carry the same bytes and key.
        var essentials = await bench.ReadAsync(system[0]);
        var copies = session.Where(packet => packet.Packet.IsEssential).OrderBy(packet => packet.Packet.Id).Select(packet => (packet.Key, Convert.ToHexString(packet.Record.Value)));
        Assert.Equal(copies, essentials.Where(packet => packet.Packet.SessionKey.Length > 0).OrderBy(packet => packet.Packet.Id).Select(packet => (packet.Key, Convert.ToHexString(packet.Record.Value))));
        Assert.Equal(["NewSession", "SessionInfo", "EndOfSession"], (await bench.ReadAsync(system[1])).Select(packet => packet.Type));
    }

    [Fact]
    public async Task First_packet_of_a_stream_says_what_the_session_is()
    {
        await using var bench = await WriterBench.StartAsync();
        var options = new OdpSessionOptions
        {
            DataSource = "Rig", Identifier = "Run 7", Type = "Test", Version = 3, UtcOffset = TimeSpan.FromHours(-5), CreationTime = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Details = new Dictionary<string, string> { ["Driver"] = "A" }, AssociateSessionKeys = ["other"], Streams = ["S"],
        };
        var writer = await bench.Client.NewSessionAsync(options);
        await writer.EndAsync();
        var packet = (await bench.ReadAsync("Data.Rig.S"))[0].Content(NewSessionPacket.Parser);
        Assert.Equal(("Rig", -5 * 3600L, 1767323045L), (packet.DataSource, packet.UtcOffset.Seconds, packet.CreationTime.Seconds));
        Assert.Equal(("Rig", "Run 7", "Test", 3u), (packet.SessionInfo.DataSource, packet.SessionInfo.Identifier, packet.SessionInfo.Type, packet.SessionInfo.Version));
        Assert.Equal(("A", "other"), (packet.SessionInfo.Details["Driver"], Assert.Single(packet.SessionInfo.AssociateSessionKeys)));
        Assert.True(bench.Client.Sessions.Get(writer.SessionKey).IsComplete);
    }

    [Fact]
    public async Task Stream_that_appears_later_begins_with_all_that_data_needs()
    {
        await using var bench = await WriterBench.StartAsync();
        await using (var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions()))
        {
            await writer.Signal("a:X", 10, stream: "First").WriteAsync(new double[] { 1 }, 1);
            await writer.Signal("b:X", 10, stream: "Second").WriteAsync(new double[] { 1 }, 1);
        }

        // Definitions of later signals go to the streams that are there already, too.
        Assert.Equal(["NewSession", "StreamStarted", "Configuration", "Marker", "PeriodicData", "Configuration", "StreamStopped", "EndOfSession"], Types(await bench.ReadAsync("Data.Default.First")));
        var second = await bench.ReadAsync("Data.Default.Second");
        Assert.Equal(["NewSession", "StreamStarted", "Configuration", "Configuration", "PeriodicData", "StreamStopped", "EndOfSession"], Types(second));
        var configurations = second.Where(packet => packet.Type == "Configuration").Select(packet => packet.Content(ConfigurationPacket.Parser)).ToArray();
        Assert.Equal(["a:X", "b:X"], configurations.SelectMany(each => each.ParameterDefinitions).Select(each => each.Identifier));
        Assert.Equal(2, configurations.Select(each => each.ConfigId).Distinct().Count());
        Assert.All(configurations, each => Assert.Equal("X", Assert.Single(each.GroupDefinitions).Identifier));
    }

    [Fact]
    public async Task Marker_before_any_signal_has_a_configuration_before_it_and_makes_the_out_lap_needless()
    {
        await using var bench = await WriterBench.StartAsync();
        await using (var writer = await bench.Client.NewSessionAsync())
        {
            await writer.LapAsync(5, 1, "Out Lap");
            await writer.Signal("a:X", 10).WriteAsync(new double[] { 1 }, 5);
        }

        Assert.Equal(["NewSession", "StreamStarted", "Configuration", "Marker", "Configuration", "PeriodicData", "StreamStopped", "EndOfSession"], Types(await bench.ReadAsync("Data.Default")));
    }

    [Fact]
    public async Task Session_without_anything_still_begins_and_ends()
    {
        await using var bench = await WriterBench.StartAsync();
        var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { Streams = ["S"] });
        await writer.EndAsync();
        await writer.EndAsync();
        await writer.DisposeAsync();
        Assert.All(["Data.Default", "Data.Default.S"], topic => Assert.Equal(["NewSession", "StreamStarted", "StreamStopped", "EndOfSession"], Types(bench.ReadAsync(topic).Result)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.LapAsync(1, 1).AsTask());
    }

    private static async Task<List<WrittenPacket>> ReadAsync(WriterBench bench, string place)
    {
        var parts = place.Split(' ');
        return await bench.ReadAsync(parts[0], int.Parse(parts[1]));
    }

    private static IEnumerable<string> Types(IEnumerable<WrittenPacket> packets) => packets.Select(packet => packet.Type).Where(type => type != PacketTypes.DataFormatDefinition);
}
