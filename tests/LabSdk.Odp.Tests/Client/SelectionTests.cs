namespace LabSdk.Odp.Tests.Client;

/// <summary>Which sessions, streams and packets are delivered.</summary>
public class SelectionTests : InMemoryClient
{
    [Fact]
    public async Task Reader_of_one_of_two_interleaved_sessions_sees_only_its_records()
    {
        await using var client = await ConnectAsync();
        var first = await TestSession.CreateAsync(client, "Run 1", "A");
        var second = await TestSession.CreateAsync(client, "Run 2", "A");
        await first.OpenAsync("", "A");
        await second.OpenAsync("", "A");
        for (var i = 0; i < 20; i++)
        {
            await first.WriteAsync("A", 1);
            await second.WriteAsync("A", 2);
        }

        foreach (var each in new[] { first, second })
        {
            await each.CloseAsync("", "A");
            await each.EndAsync();
        }

        await using var one = await client.OpenReaderAsync(Of(first.Info));
        await using var two = await client.OpenReaderAsync(Of(second.Info));
        Assert.All(await one.PacketsAsync().AllAsync(), packet => Assert.Equal(first.Key, packet.SessionKey));
        Assert.Equal(Counting(40), Values(await two.SamplesAsync().AllAsync()));
        Assert.True(one.Counters.OtherSessions > 0);
    }

    [Fact]
    public async Task Both_sessions_are_read_at_once_by_their_pattern()
    {
        await using var client = await ConnectAsync();
        await TestSession.WholeAsync(client, "Quali 1", 5, "A");
        await TestSession.WholeAsync(client, "Race", 7, "A");
        await TestSession.WholeAsync(client, "Quali 2", 9, "A");
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { IdentifierPattern = "Quali*", ReadingType = OdpReadingType.Historic });
        var completed = Completions(reader);

        var packets = await reader.PacketsAsync().AllAsync();

        Assert.Equal(14, packets.Count(packet => packet.Type == "PeriodicData"));
        Assert.Equal(["Quali 1", "Quali 2"], completed.Select(each => each.Session.Identifier).Order());
    }

    [Fact]
    public async Task Live_reading_takes_sessions_that_start_later_and_one_that_is_renamed_to_match_from_its_begin()
    {
        await using var client = await ConnectAsync();
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { IdentifierPattern = "Race*" });
        await reader.StartAsync();
        var other = await TestSession.CreateAsync(client, "Test", "A");
        await other.OpenAsync("", "A");
        await other.WriteAsync("A", 3);
        var race = await TestSession.CreateAsync(client, "Race 1", "A");
        await race.OpenAsync("", "A");
        await race.WriteAsync("A", 2);
        var packets = reader.PacketsAsync(Patience.Token());
        await using var next = packets.GetAsyncEnumerator();
        var taken = new List<OdpPacket>();
        while (taken.Count(packet => packet.Type == "PeriodicData") < 2 && await next.MoveNextAsync())
        {
            taken.Add(next.Current);
        }

        await client.Sessions.UpdateIdentifierAsync(other.Key, "Race 2");
        await other.WriteAsync("A", 1);
        while (taken.Count(packet => packet.Type == "PeriodicData") < 6 && await next.MoveNextAsync())
        {
            taken.Add(next.Current);
        }

        Assert.Equal(4, taken.Count(packet => packet.SessionKey == other.Key && packet.Type == "PeriodicData"));
        Assert.Equal(2, taken.Count(packet => packet.SessionKey == race.Key && packet.Type == "PeriodicData"));
    }

    [Fact]
    public async Task Leading_edge_delivers_only_what_comes_after_the_start_but_the_essentials()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 5);
        await using var reader = await client.OpenReaderAsync(Of(session.Info) with { LiveStart = OdpLiveStart.LeadingEdge });
        await reader.StartAsync();
        await session.WriteAsync("A", 2);

        var data = await reader.DataAsync().TakeAsync(3);

        Assert.IsType<OdpConfiguration>(data[0].Value);
        Assert.Equal(Counting(2, from: 5), Values(data.Skip(1).Select(each => ((SampleBlock)each.Value).Columns[0])));
    }

    [Fact]
    public async Task Streams_can_be_chosen_and_left_out()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 2, "A", "B", "C");

        Assert.Equal(["", "A", "B"], await StreamsOfAsync(Of(session.Info) with { ExcludedStreams = ["C"] }));
        Assert.Equal(["", "B"], await StreamsOfAsync(Of(session.Info) with { Streams = ["B"] }));
        Assert.Equal(["B"], await StreamsOfAsync(Of(session.Info) with { Streams = ["A", "B"], ExcludedStreams = ["A"], ExcludeMainStream = true }));

        async Task<IEnumerable<string>> StreamsOfAsync(OdpReadOptions options)
        {
            await using var reader = await client.OpenReaderAsync(options);
            return (await reader.PacketsAsync().AllAsync()).Select(packet => packet.Stream).Distinct().Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Filter_and_signals_leave_packets_out_and_count_them()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 3);
        await session.WriteAsync("A", 4, signal: "nEngine:Engine");
        await session.CloseAsync("", "A");
        await session.EndAsync();
        await using var filtered = await client.OpenReaderAsync(Of(session.Info) with { Filter = new OdpPacketFilter { IncludeParameters = ["^nEngine"] } });
        await using var chosen = await client.OpenReaderAsync(Of(session.Info) with { Signals = ["vCar:*"] });

        Assert.Equal(4, (await filtered.PacketsAsync().AllAsync()).Count);
        Assert.Equal(9, filtered.Counters.Unwanted);
        Assert.Equal(3, (await chosen.DataAsync().AllAsync()).Count(data => data.Value is SampleBlock));
        Assert.Equal(4, chosen.Counters.Unwanted);
    }

    [Fact]
    public async Task Unknown_session_is_refused_with_the_known_ones()
    {
        await using var client = await ConnectAsync();
        await TestSession.CreateAsync(client, "Run 1");

        var error = await Assert.ThrowsAsync<OdpConfigurationException>(() => client.OpenReaderAsync(new OdpReadOptions { SessionKey = "Run 7" }));

        Assert.Equal(OdpErrorKind.UnknownSession, error.Kind);
        Assert.Contains("Run 7", error.Message);
        Assert.Contains("Run 1", error.Hint);
    }

    [Fact]
    public async Task Partitions_are_read_as_streams()
    {
        var options = Quick with { Strategy = StreamCreationStrategy.PartitionBased, PartitionMappings = [new("A", 1), new("B", 2)] };
        await using var client = await ConnectAsync(options);
        var session = await TestSession.WholeAsync(client, "Run", 4, "A", "B");
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        var packets = await reader.PacketsAsync().AllAsync();

        Assert.Equal([("", 0), ("A", 1), ("B", 2)], packets.Select(packet => (packet.Stream, packet.Partition)).Distinct().Order());
        Assert.All(packets, packet => Assert.Equal("Data.Default", packet.Topic));
    }

    [Fact]
    public async Task Legacy_topics_are_found_out_and_read()
    {
        await using var writer = await ConnectAsync(Quick with { Generation = OdpGeneration.Legacy });
        var session = await TestSession.WholeAsync(writer, "Run", 4, "A");

        await using var client = await ConnectAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        Assert.Equal(OdpGeneration.Legacy, client.Generation);
        Assert.Equal(["Default"], await client.DataSourcesAsync());
        Assert.Equal(["A"], await client.StreamsAsync("Default"));
        Assert.Equal(Counting(4), Values(await reader.SamplesAsync().AllAsync()));
    }
}
