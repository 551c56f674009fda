using LabSdk.Grpc;
using LabSdk.Odp;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation.Tests.Odp.StreamApi;

/// <summary>Our client against our server: every method, and the defects of the platform's server that are not copied.</summary>
public sealed class StreamApiServerTests
{
    public static TheoryData<OdpGeneration, StreamCreationStrategy> Layouts => new()
    {
        { OdpGeneration.V21, StreamCreationStrategy.TopicBased },
        { OdpGeneration.V21, StreamCreationStrategy.PartitionBased },
        { OdpGeneration.Legacy, StreamCreationStrategy.TopicBased },
        { OdpGeneration.Legacy, StreamCreationStrategy.PartitionBased },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Session_is_written_and_read_through_the_server(OdpGeneration generation, StreamCreationStrategy strategy)
    {
        await using var served = await ServedBroker.StartAsync(Options(generation, strategy));
        var first = await served.WriteAsync("Run 1", 30, "Chassis", "Engine");
        var second = await served.WriteAsync("Run 2", 20, "Chassis");

        // All of it, without the other session's, and without waiting for silence where every stream has ended.
        var packets = await ReadAllAsync(served.Client.ReadSessionAsync(first.SessionKey));
        Assert.Equal(3 * 3 + 60, packets.Count);
        Assert.All(packets, packet => Assert.Equal(first.SessionKey, packet.SessionKey));
        foreach (var stream in (string[])["Chassis", "Engine"])
        {
            var ids = packets.Where(packet => packet.Stream == stream && packet.Type == "PeriodicData").Select(packet => packet.Id);
            Assert.Equal(Enumerable.Range(0, 30).Select(id => (ulong)id), ids);
        }

        // Decoded: every sample, the configuration once.
        var data = await ReadAllAsync(served.Client.ReadDataAsync(second.SessionKey));
        Assert.Single(data, each => each.Value is OdpConfiguration);
        var values = data.Where(each => each.Stream == "Chassis").Select(each => each.Value).OfType<SampleBlock>().SelectMany(block => block.Columns.Single().Doubles.ToArray());
        Assert.Equal(Enumerable.Range(0, 200).Select(value => (double)value), values);

        // The same through the broker itself.
        await using var reader = await served.Direct.OpenReaderAsync(new OdpReadOptions { SessionKey = second.SessionKey, ReadingType = OdpReadingType.Historic });
        Assert.Equal(200, (await ReadAllAsync(reader.SamplesAsync())).Sum(samples => samples.Count));
    }

    [Fact]
    public async Task Sessions_have_all_their_calls()
    {
        await using var served = await ServedBroker.StartAsync();
        var odp = served.Client;
        Assert.Empty(await odp.Sessions.KeysAsync());
        var created = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000);
        var session = await odp.Sessions.CreateAsync(new OdpSessionOptions
        {
            Identifier = "Run 1", Type = "", Version = 0, UtcOffset = TimeSpan.FromHours(-5), CreationTime = created, Details = new Dictionary<string, string> { ["driver"] = "A" }, AssociateSessionKeys = ["x"],
        });
        Assert.True(Guid.TryParse(session.SessionKey, out _));
        Assert.Equal(("Run 1", "Session", 0u, TimeSpan.FromHours(-5), "A"), (session.Info.Identifier, session.Info.Type, session.Info.Version, session.Info.UtcOffset, session.Info.Details["driver"]));
        Assert.Equal(OdpTime.FromDateTimeOffset(created), session.Info.CreationTime);
        Assert.Equal([session.SessionKey], await odp.Sessions.KeysAsync());
        Assert.Empty(await odp.Sessions.KeysAsync("Other"));

        await odp.Sessions.UpdateIdentifierAsync(session.SessionKey, "Run 1b");
        await odp.Sessions.UpdateDetailsAsync(session.SessionKey, new Dictionary<string, string> { ["car"] = "7" });
        await odp.Sessions.AddAssociateAsync(session.SessionKey, "y");
        await odp.WriteInfoAsync(ServedBroker.Of(new SessionInfoPacket { DataSource = "Default", Version = 4 }, session.SessionKey));
        var changed = (await odp.Sessions.GetAsync(session.SessionKey)).Info;
        Assert.Equal(("Run 1b", 4u, false), (changed.Identifier, changed.Version, changed.IsComplete));
        Assert.Equal(["car", "driver"], changed.Details.Keys);
        Assert.Equal(["x", "y"], changed.AssociateSessionKeys);

        // An identifier is no key.
        Assert.Null(await odp.Sessions.FindAsync("Run 1b"));
        await Assert.ThrowsAsync<OdpConfigurationException>(() => odp.Sessions.EndAsync("Run 1b"));

        // Ending twice does no harm.
        await odp.Sessions.EndAsync(session.SessionKey, 1_700_000_100_000_000_000);
        await odp.Sessions.EndAsync(session.SessionKey);
        var ended = (await odp.Sessions.GetAsync(session.SessionKey)).Info;
        Assert.True(ended.IsComplete);
        Assert.Equal(1_700_000_100_000_000_000ul, ended.TerminationTime);

        // A name that makes no topic.
        var error = await Assert.ThrowsAsync<OdpServerException>(() => odp.Sessions.CreateAsync(new OdpSessionOptions { DataSource = "my car" }));
        Assert.Equal(GrpcStatusCode.InvalidArgument, error.Status);
    }

    [Fact]
    public async Task Notices_tell_of_sessions_that_begin_and_end_after_subscribing()
    {
        await using var served = await ServedBroker.StartAsync();
        var before = await served.Client.Sessions.CreateAsync(new OdpSessionOptions());
        var notices = served.Client.Sessions.NoticesAsync(cancellationToken: ServedBroker.Patience).GetAsyncEnumerator();
        var first = notices.MoveNextAsync();
        while (served.Server.State.Notices.Count < 2)
        {
            await Task.Delay(5, ServedBroker.Patience);
        }

        await served.Client.Sessions.CreateAsync(new OdpSessionOptions { DataSource = "Other" });
        var session = await served.Client.Sessions.CreateAsync(new OdpSessionOptions());
        Assert.True(await first);
        Assert.Equal(new OdpSessionNotice(session.SessionKey, "Default", IsEnd: false), notices.Current);
        await served.Client.Sessions.EndAsync(before.SessionKey);
        Assert.True(await notices.MoveNextAsync());
        Assert.Equal(new OdpSessionNotice(before.SessionKey, "Default", IsEnd: true), notices.Current);
        await notices.DisposeAsync();
        while (served.Server.State.Notices.Count > 0)
        {
            await Task.Delay(5, ServedBroker.Patience);
        }
    }

    [Fact]
    public async Task Formats_have_one_id_each_and_can_be_looked_up()
    {
        await using var served = await ServedBroker.StartAsync();
        var formats = served.Client.Formats;
        var id = await formats.IdOfAsync("Default", ["a:x", "b:x"]);
        Assert.Equal(id, await formats.IdOfAsync("Default", ["a:x", "b:x"]));
        Assert.NotEqual(id, await formats.IdOfAsync("Default", ["b:x", "a:x"]));
        Assert.Equal(["a:x", "b:x"], await formats.ParametersOfAsync("Default", id));
        Assert.Null(await formats.ParametersOfAsync("Other", id));
        var eventId = await formats.EventIdOfAsync("Default", "GearChange:x");
        Assert.Equal("GearChange:x", await formats.EventOfAsync("Default", eventId));
        Assert.Null(await formats.EventOfAsync("Default", 1));
        Assert.Equal(id, await served.Direct.Formats.IdOfAsync("Default", ["a:x", "b:x"]));
    }

    [Fact]
    public async Task Keys_are_unique_and_of_the_kind_that_was_asked_for()
    {
        await using var served = await ServedBroker.StartAsync(server: new StreamApiServerOptions { KeyGeneratorPort = 0 });
        Assert.NotEqual(served.Server.Port, served.Server.KeyGeneratorPort);
        var first = await served.Client.NewNumberKeyAsync();
        Assert.InRange(first, 630_000_000_000_000_000ul, 700_000_000_000_000_000ul);
        Assert.True(await served.Client.NewNumberKeyAsync() > first);
        Assert.True(Guid.TryParse(await served.Client.NewTextKeyAsync(), out _));
    }

    [Fact]
    public async Task Connection_is_kept_as_it_was_given_until_it_is_closed()
    {
        await using var served = await ServedBroker.StartAsync();
        var options = new OdpConnectionOptions { DataSource = "Default", SessionKey = "k", Streams = ["a", "b"], StreamOffsets = [5, -1], MainOffset = 3, EssentialsOffset = 2, ExcludeMainStream = true, ConsumerGroup = "g" };
        var connection = await served.Client.OpenAsync(options);
        var asked = await connection.AskAsync();
        Assert.Equal(("k", 3L, 2L, true, "g"), (asked!.SessionKey, asked.MainOffset, asked.EssentialsOffset, asked.ExcludeMainStream, asked.ConsumerGroup));
        Assert.Equal([5L, -1L], asked.StreamOffsets);
        Assert.Equal(1, served.Server.Counters.OpenConnections);
        await connection.DisposeAsync();
        Assert.Equal(0, served.Server.Counters.OpenConnections);
        Assert.Null(await connection.AskAsync());
        Assert.False(await connection.CloseAsync(default));
        var error = await Assert.ThrowsAsync<OdpServerException>(() => ReadAllAsync(connection.PacketsAsync()));
        Assert.Equal(GrpcStatusCode.NotFound, error.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answers_are_gathered_only_where_the_server_is_told_to(bool batching)
    {
        await using var served = await ServedBroker.StartAsync(server: new StreamApiServerOptions { BatchingResponses = batching, BatchingSizeKb = 2 });
        var session = await served.WriteAsync("Run", 100, "Chassis");
        await using var connection = await served.Client.OpenAsync(OdpConnectionOptions.Of(session with { Streams = ["Chassis"] }) with { InactivityTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(106, (await ReadAllAsync(connection.PacketsAsync())).Count);
        if (batching)
        {
            Assert.InRange(connection.Batches, 10, 60);
        }
        else
        {
            Assert.Equal(106, connection.Batches);
        }
    }

    [Fact]
    public async Task Filtered_reading_delivers_by_the_rules_of_the_platform()
    {
        await using var served = await ServedBroker.StartAsync();
        var odp = served.Client;
        var session = await odp.Sessions.CreateAsync(new OdpSessionOptions());
        var key = session.SessionKey;
        var format = await odp.Formats.IdOfAsync("Default", ["nEngine:Engine"]);
        await odp.WritePacketAsync("Default", "", key, ServedBroker.Samples(0, 5, key, 1));
        await odp.WritePacketAsync("Default", "", key, ServedBroker.Samples(0, 5, key, 2, format, "nEngine:Engine"));
        await odp.WritePacketAsync("Default", "", key, ServedBroker.Samples(0, 5, key, 3, 12345, "never:Defined"));
        await odp.WritePacketAsync("Default", "", key, ServedBroker.Of(new MarkerPacket { Label = "Lap" }, key));
        await odp.WritePacketAsync("Default", "", key, ServedBroker.Configuration(key));
        await using var connection = await odp.OpenAsync(new OdpConnectionOptions { SessionKey = key, InactivityTimeout = TimeSpan.FromMilliseconds(300) });

        async Task<string> TypesAsync(OdpPacketFilter filter) => string.Join(' ', (await ReadAllAsync(connection.FilteredAsync(filter))).Select(packet => $"{packet.Type}{packet.Id}"));
        Assert.Equal("PeriodicData1 PeriodicData2", await TypesAsync(new OdpPacketFilter()));
        Assert.Equal("PeriodicData2 Marker0", await TypesAsync(new OdpPacketFilter { IncludeParameters = ["^nEngine"], IncludeMarkers = true }));
        Assert.Equal("PeriodicData1", await TypesAsync(new OdpPacketFilter { ExcludeParameters = [":Engine$"] }));
        Assert.Equal(3, served.Server.Counters.UnknownFormat);
        var error = await Assert.ThrowsAsync<OdpServerException>(() => ReadAllAsync(connection.FilteredAsync(new OdpPacketFilter { IncludeParameters = ["("] })));
        Assert.Equal(GrpcStatusCode.InvalidArgument, error.Status);
    }

    [Fact]
    public async Task Essentials_of_a_legacy_server_end_with_what_is_there_and_also_where_there_is_nothing()
    {
        await using var served = await ServedBroker.StartAsync(Options(OdpGeneration.Legacy, StreamCreationStrategy.TopicBased));
        var session = await served.Client.Sessions.CreateAsync(new OdpSessionOptions());
        await using var connection = await served.Client.OpenAsync(OdpConnectionOptions.Of(session));
        Assert.Empty(await ReadAllAsync(connection.EssentialsAsync()));
        await served.Client.WritePacketAsync("Default", "", session.SessionKey, ServedBroker.Configuration(session.SessionKey));
        Assert.Equal("Configuration", (await ReadAllAsync(connection.EssentialsAsync())).Single().Type);
    }

    [Fact]
    public async Task Essentials_of_a_newer_server_go_on_until_the_session_is_complete()
    {
        await using var served = await ServedBroker.StartAsync();
        var session = await served.Client.Sessions.CreateAsync(new OdpSessionOptions());
        await using var connection = await served.Client.OpenAsync(OdpConnectionOptions.Of(session));
        var essentials = connection.EssentialsAsync(ServedBroker.Patience).GetAsyncEnumerator();
        var first = essentials.MoveNextAsync();
        await served.Client.WritePacketAsync("Default", "", session.SessionKey, ServedBroker.Configuration(session.SessionKey));
        Assert.True(await first);
        var second = essentials.MoveNextAsync();
        await served.Client.WritePacketAsync("Default", "", session.SessionKey, ServedBroker.Of(new MarkerPacket { Label = "Lap" }, session.SessionKey, isEssential: true));
        Assert.True(await second);
        Assert.Equal("Marker", essentials.Current.Type);
        var third = essentials.MoveNextAsync();
        await served.Client.Sessions.EndAsync(session.SessionKey);
        Assert.False(await third);
    }

    [Fact]
    public async Task Streams_without_a_partition_do_not_shift_the_offsets_of_others()
    {
        await using var served = await ServedBroker.StartAsync(Options(OdpGeneration.V21, StreamCreationStrategy.PartitionBased));
        var key = (await served.Client.Sessions.CreateAsync(new OdpSessionOptions())).SessionKey;
        for (var i = 0ul; i < 5; i++)
        {
            await served.Client.WritePacketAsync("Default", "Engine", key, ServedBroker.Samples(0, 1, key, i + 1));
        }

        await using var connection = await served.Client.OpenAsync(new OdpConnectionOptions
        {
            SessionKey = key, Streams = ["NotMapped", "Engine"], StreamOffsets = [0, 3], ExcludeMainStream = true, InactivityTimeout = TimeSpan.FromMilliseconds(300),
        });
        Assert.Equal([4ul, 5ul], (await ReadAllAsync(connection.PacketsAsync())).Select(packet => packet.Id));

        // Every data source has its routes, also the second one.
        await served.Client.WritePacketAsync("Other", "Engine", key, ServedBroker.Samples(0, 1, key, 9));
        Assert.DoesNotContain(await served.Direct.Transport.TopicsAsync(), topic => topic.Name.Contains("DeadLetter", StringComparison.Ordinal));
        await using var other = await served.Client.OpenAsync(new OdpConnectionOptions { DataSource = "Other", InactivityTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal([("Engine", 9ul)], (await ReadAllAsync(other.PacketsAsync())).Select(packet => (packet.Stream, packet.Id)));
        var error = await Assert.ThrowsAsync<OdpServerException>(() => served.Client.WritePacketAsync("Default", "NotMapped", key, ServedBroker.Samples(0, 1, key, 1)));
        Assert.Equal(GrpcStatusCode.InvalidArgument, error.Status);
    }

    [Fact]
    public async Task System_status_goes_to_its_own_topic()
    {
        await using var served = await ServedBroker.StartAsync();
        await served.Client.WriteInfoAsync(ServedBroker.Of(new SystemStatusMessage { Service = "bridge" }, ""), isSystemStatus: true);
        Assert.Equal(1, (await served.Direct.Transport.WatermarksAsync("Sys.Status", 0))!.Value.High);
        Assert.Null(await served.Direct.Transport.WatermarksAsync("Sys.SessionInfo", 0));
    }

    [Fact]
    public async Task Group_goes_on_where_it_was()
    {
        await using var served = await ServedBroker.StartAsync();
        var key = (await served.Client.Sessions.CreateAsync(new OdpSessionOptions())).SessionKey;
        for (var i = 1ul; i <= 3; i++)
        {
            await served.Client.WritePacketAsync("Default", "", key, ServedBroker.Samples(0, 1, key, i));
        }

        var options = new OdpConnectionOptions { SessionKey = key, MainOffset = -1, ConsumerGroup = "bench", InactivityTimeout = TimeSpan.FromMilliseconds(300) };
        await served.Direct.Transport.CommitAsync("bench", [new TopicOffset("Data.Default", 0, 1)]);
        await using var connection = await served.Client.OpenAsync(options);
        Assert.Equal([2ul, 3ul], (await ReadAllAsync(connection.PacketsAsync())).Select(packet => packet.Id));

        // Somebody new begins at the end.
        await using var fresh = await served.Client.OpenAsync(options with { ConsumerGroup = "" });
        Assert.Empty(await ReadAllAsync(fresh.PacketsAsync()));
    }

    [Fact]
    public async Task Records_that_are_gone_are_counted_and_reading_begins_with_the_earliest()
    {
        await using var served = await ServedBroker.StartAsync();
        var key = (await served.Client.Sessions.CreateAsync(new OdpSessionOptions())).SessionKey;
        for (var i = 1ul; i <= 4; i++)
        {
            await served.Client.WritePacketAsync("Default", "", key, ServedBroker.Samples(0, 1, key, i));
        }

        served.Broker.DeleteRecords("Data.Default", 0, 2);
        await using var connection = await served.Client.OpenAsync(new OdpConnectionOptions { SessionKey = key, InactivityTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal([3ul, 4ul], (await ReadAllAsync(connection.PacketsAsync())).Select(packet => packet.Id));
        Assert.Equal(2, served.Server.Counters.LostRecords);
    }

    [Fact]
    public async Task Late_stream_is_read_from_its_begin()
    {
        await using var served = await ServedBroker.StartAsync();
        var session = await served.Client.Sessions.CreateAsync(new OdpSessionOptions());
        var key = session.SessionKey;
        var packets = served.Client.ReadSessionAsync(key, TimeSpan.FromSeconds(20), ServedBroker.Patience).GetAsyncEnumerator();
        await served.Client.WritePacketAsync("Default", "", key, ServedBroker.Samples(0, 1, key, 1));
        Assert.True(await packets.MoveNextAsync());
        for (var i = 1ul; i <= 3; i++)
        {
            await served.Client.WritePacketAsync("Default", "Late", key, ServedBroker.Samples(0, 1, key, i));
        }

        for (var i = 1ul; i <= 3; i++)
        {
            Assert.True(await packets.MoveNextAsync());
            Assert.Equal(("Late", i), (packets.Current.Stream, packets.Current.Id));
        }

        foreach (var stream in (string[])["", "Late"])
        {
            await served.Client.WritePacketAsync("Default", stream, key, ServedBroker.Of(new EndOfSessionPacket { DataSource = "Default" }, key));
        }

        await served.Client.Sessions.EndAsync(key);
        Assert.True(await packets.MoveNextAsync());
        Assert.True(await packets.MoveNextAsync());
        Assert.False(await packets.MoveNextAsync());
        await packets.DisposeAsync();
        Assert.Equal((0, 0), (served.Client.OpenStreams, served.Server.Counters.OpenConnections));
    }

    [Fact]
    public async Task Server_without_sessions_and_formats_says_no()
    {
        await using var served = await ServedBroker.StartAsync(server: new StreamApiServerOptions { IntegrateDataFormatManagement = false });
        Assert.Equal(OdpErrorKind.ServerRefused, (await Assert.ThrowsAsync<OdpServerException>(() => served.Client.Formats.IdOfAsync("Default", ["a:b"]))).Kind);
        Assert.Null(await served.Client.Formats.ParametersOfAsync("Default", 1));
        await using var bare = await StreamApiServer.StartAsync(served.Direct, new StreamApiServerOptions { IntegrateSessionManagement = false });
        await using var odp = await OdpStreamClient.ConnectAsync(bare.Endpoint);
        Assert.Equal(OdpErrorKind.ServerRefused, (await Assert.ThrowsAsync<OdpServerException>(() => odp.Sessions.CreateAsync(new OdpSessionOptions()))).Kind);
    }

    [Fact]
    public async Task Pages_and_metrics_are_answered()
    {
        await using var served = await ServedBroker.StartAsync(server: new StreamApiServerOptions { MetricsPort = 0 });
        await served.WriteAsync("Run", 5, "Chassis");
        using var http = new HttpClient { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        Assert.Contains("Stream API", await http.GetStringAsync(new Uri($"http://127.0.0.1:{served.Server.Port}/")), StringComparison.Ordinal);
        using var collector = new HttpClient();
        var metrics = await collector.GetStringAsync(new Uri($"http://127.0.0.1:{served.Server.MetricsPort}/metrics"));
        Assert.Contains("stream_api_sessions_total 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("stream_api_data_packets_published_total 11\n", metrics, StringComparison.Ordinal);
    }

    private static OdpOptions Options(OdpGeneration generation, StreamCreationStrategy strategy) => new()
    {
        Generation = generation,
        Strategy = strategy,
        PartitionMappings = strategy == StreamCreationStrategy.PartitionBased ? [new PartitionMapping("Chassis", 1), new PartitionMapping("Engine", 2)] : [],
    };

    private static async Task<List<T>> ReadAllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items.WithCancellation(ServedBroker.Patience))
        {
            all.Add(item);
        }

        return all;
    }
}
