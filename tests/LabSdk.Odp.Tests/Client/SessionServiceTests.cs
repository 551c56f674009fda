namespace LabSdk.Odp.Tests.Client;

/// <summary>Sessions and formats as two clients of one broker see them.</summary>
public class SessionServiceTests : InMemoryClient
{
    [Fact]
    public async Task Session_is_seen_by_other_clients_with_all_its_changes()
    {
        await using var writer = await ConnectAsync();
        await using var reader = await ConnectAsync();
        var told = new List<string>();
        reader.Sessions.SessionStarted += session => told.Add("started " + session.Identifier);
        reader.Sessions.SessionChanged += session => told.Add("changed " + session.Identifier);
        reader.Sessions.SessionEnded += session => told.Add("ended " + session.Identifier);
        reader.Sessions.AssociationDetected += association => told.Add("with " + association.AssociateKey);
        var created = await writer.Sessions.CreateAsync(new OdpSessionOptions
        {
            Identifier = "Run 1", Details = new Dictionary<string, string> { ["Driver"] = "X" }, UtcOffset = TimeSpan.FromHours(-5), CreationTime = DateTimeOffset.UnixEpoch.AddDays(20_000),
        });

        await writer.Sessions.UpdateIdentifierAsync(created.SessionKey, "Run 2");
        await writer.Sessions.UpdateDetailsAsync(created.SessionKey, new Dictionary<string, string> { ["Track"] = "Y" });
        await writer.Sessions.AddAssociateAsync(created.SessionKey, "other");
        await writer.Sessions.EndAsync(created.SessionKey);
        await writer.Sessions.EndAsync(created.SessionKey);
        var seen = await reader.Sessions.WaitAsync(session => session.IsComplete, Patience.Token());
        await reader.Sessions.CreateAsync(new OdpSessionOptions { Identifier = "Run 3" });

        Assert.Equal("Run 2", seen.Identifier);
        Assert.Equal(TimeSpan.FromHours(-5), seen.UtcOffset);
        Assert.Equal(OdpTime.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddDays(20_000)), seen.CreationTime);
        Assert.Equal([new("Driver", "X"), new("Track", "Y")], seen.Details);
        Assert.NotNull(seen.TerminationTime);
        Assert.Equal(["started Run 1", "changed Run 2", "changed Run 2", "changed Run 2", "with other", "ended Run 2", "started Run 3"], told);
        Assert.Equal("Run 2", reader.Sessions.Get("Run 2").Identifier);
        Assert.Null(reader.Sessions.Find("Run 1"));
    }

    [Fact]
    public async Task Changes_of_many_callers_at_once_are_all_kept()
    {
        await using var client = await ConnectAsync();
        var session = await client.Sessions.CreateAsync(new OdpSessionOptions { Identifier = "Run" });

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.Sessions.AddAssociateAsync(session.SessionKey, $"other {i}")));

        Assert.Equal(50, client.Sessions.Get(session.SessionKey).AssociateSessionKeys.Count);
    }

    [Fact]
    public async Task Start_and_end_offsets_are_noted()
    {
        await using var client = await ConnectAsync();
        await TestSession.WholeAsync(client, "Run 1", 5, "A");
        var session = await TestSession.WholeAsync(client, "Run 2", 7, "A");

        var info = client.Sessions.Get(session.Key);

        Assert.Equal([new("Data.Default", 0, 3), new("Data.Default.A", 0, 8), new("Essential.Default", 0, 1)], info.StartOffsets);
        Assert.Equal([new("Data.Default", 0, 6), new("Data.Default.A", 0, 18), new("Essential.Default", 0, 2)], info.EndOffsets);
    }

    [Fact]
    public async Task Handler_that_throws_stops_nothing_and_is_reported()
    {
        await using var client = await ConnectAsync();
        var seen = 0;
        client.Sessions.SessionStarted += _ => throw new InvalidOperationException("of the handler");
        client.Sessions.SessionEnded += _ => seen++;

        var session = await client.Sessions.CreateAsync(new OdpSessionOptions());
        await client.Sessions.EndAsync(session.SessionKey);

        Assert.Equal(1, seen);
        Assert.Contains("of the handler", client.Counters.LastProblem);
    }

    [Fact]
    public async Task Format_id_is_drawn_once_and_known_to_everybody()
    {
        await using var one = await ConnectAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => one.Formats.IdOfAsync("Default", ["a:X", "b:X"]).AsTask()));
        var other = await one.Formats.IdOfAsync("Default", ["b:X", "a:X"]);
        var happening = await one.Formats.EventIdOfAsync("Default", "gear:X");
        await using var two = await ConnectAsync();

        Assert.Single(ids.Distinct());
        Assert.NotEqual(ids[0], other);
        Assert.Equal(["a:X", "b:X"], two.Formats.ParametersOf("Default", ids[0]));
        Assert.Equal(ids[0], await two.Formats.IdOfAsync("Default", ["a:X", "b:X"]));
        Assert.Equal("gear:X", two.Formats.EventOf("Default", happening));
        Assert.Equal(3, two.Formats.All("Default").Count);
        Assert.Null(two.Formats.ParametersOf("Other", ids[0]));
    }

    [Fact]
    public async Task Formats_of_other_clients_arrive_while_connected()
    {
        await using var one = await ConnectAsync();
        await using var two = await ConnectAsync();
        var added = new TaskCompletionSource<OdpDataFormat>();
        two.Formats.FormatAdded += format => added.TrySetResult(format);

        var id = await one.Formats.IdOfAsync("Rig", ["a:X"]);

        var format = await added.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(("Rig", id, "a:X"), (format.DataSource, format.Id, format.Parameters.Single()));
    }

    [Fact]
    public async Task Names_that_make_no_topic_are_refused_before_anything_is_sent()
    {
        await using var client = await ConnectAsync();

        await Assert.ThrowsAsync<OdpConfigurationException>(() => client.Sessions.CreateAsync(new OdpSessionOptions { DataSource = "my car" }));
        await Assert.ThrowsAsync<OdpConfigurationException>(() => client.Sessions.CreateAsync(new OdpSessionOptions { Streams = ["a.b"] }));
        await Assert.ThrowsAsync<OdpConfigurationException>(() => client.Formats.IdOfAsync("a/b", ["x"]).AsTask());

        Assert.Empty(Broker.Topics());
    }

    [Fact]
    public async Task Session_info_in_several_partitions_is_put_into_order_by_time()
    {
        Broker.Create("Sys.SessionInfo", 4);
        await using (var writer = await ConnectAsync())
        {
            for (var i = 0; i < 20; i++)
            {
                var session = await writer.Sessions.CreateAsync(new OdpSessionOptions { Identifier = $"Run {i}" });
                await writer.Sessions.EndAsync(session.SessionKey);
                await Task.Delay(2);
            }
        }

        await using var client = await ConnectAsync();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Run {i}"), client.Sessions.All.Select(session => session.Identifier));
        Assert.All(client.Sessions.All, session => Assert.True(session.IsComplete));
    }
}
