using System.Text;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Client;

/// <summary>A reading ends when everything that was written before the session's end was delivered, and not before.</summary>
public class CompletionTests : InMemoryClient
{
    [Fact]
    public async Task Live_reading_delivers_every_sample_before_the_end_at_full_speed_in_100_runs()
    {
        await using var client = await ConnectAsync();
        for (var run = 0; run < 100; run++)
        {
            var session = await TestSession.CreateAsync(client, $"Run {run}", "A", "B");
            await using var reader = await client.OpenReaderAsync(Of(session.Info));
            var completed = Completions(reader);
            var reading = Task.Run(() => reader.SamplesAsync().AllAsync());

            await session.OpenAsync("", "A", "B");
            await Task.WhenAll(session.WriteAsync("A", 40), WriteOtherAsync(session));
            await session.CloseAsync("", "A", "B");
            await session.EndAsync();

            var samples = await reading;
            Assert.Equal(400, samples.Where(each => each.Identifier == TestSession.Speed).Sum(each => each.Count));
            Assert.Equal(300, samples.Where(each => each.Identifier == "other:B").Sum(each => each.Count));
            Assert.Equal(OdpCompletion.Ended, Assert.Single(completed).Reason);
        }
    }

    [Fact]
    public async Task Tail_written_after_the_end_was_announced_is_delivered()
    {
        await using var client = await ConnectAsync(Quick with { EndGrace = TimeSpan.FromSeconds(1) });
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 5);
        var reading = Task.Run(() => reader.SamplesAsync().AllAsync());

        await session.EndAsync();
        await session.WriteAsync("A", 5);

        Assert.Equal(Counting(10), Values(await reading));
    }

    [Fact]
    public async Task Tail_behind_the_noted_end_offset_is_delivered()
    {
        await using var client = await ConnectAsync(Quick with { EndGrace = TimeSpan.FromSeconds(1) });
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 5);
        await session.EndAsync();
        await session.WriteAsync("A", 5);
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        Assert.Equal(Counting(10), Values(await reader.SamplesAsync().AllAsync()));
    }

    [Fact]
    public async Task Stream_that_appears_just_before_the_end_is_read_though_nobody_looked_for_it()
    {
        await using var client = await ConnectAsync(Quick with { TopicRefreshInterval = TimeSpan.FromHours(1) });
        var session = await TestSession.CreateAsync(client, "Run");
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        await session.OpenAsync("");
        var reading = Task.Run(() => reader.SamplesAsync().AllAsync());

        await session.OpenAsync("Late");
        await session.WriteAsync("Late", 7);
        await session.CloseAsync("", "Late");
        await session.EndAsync();

        Assert.Equal(Counting(7), Values(await reading));
    }

    [Fact]
    public async Task Stream_that_appears_after_the_start_is_read_from_its_first_record_while_live()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run");
        await session.OpenAsync("");
        await using var reader = await client.OpenReaderAsync(Of(session.Info) with { LiveStart = OdpLiveStart.LeadingEdge });
        await reader.StartAsync();

        var reading = Task.Run(() => reader.SamplesAsync().TakeAsync(7));
        await session.OpenAsync("Late");
        await session.WriteAsync("Late", 7);

        Assert.Equal(Counting(7), Values(await reading));
    }

    [Fact]
    public async Task Session_that_only_its_streams_know_to_be_over_is_complete()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 3);
        await session.CloseAsync("", "A");
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        var completed = Completions(reader);

        Assert.Equal(Counting(3), Values(await reader.SamplesAsync().AllAsync()));
        Assert.Equal(OdpCompletion.Ended, Assert.Single(completed).Reason);
    }

    [Fact]
    public async Task Session_that_is_never_ended_is_given_up_after_the_inactivity_timeout()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 3);
        await using var reader = await client.OpenReaderAsync(Of(session.Info) with { InactivityTimeout = TimeSpan.FromMilliseconds(300) });
        var completed = Completions(reader);

        Assert.Equal(Counting(3), Values(await reader.SamplesAsync().AllAsync()));
        Assert.Equal(OdpCompletion.Inactive, Assert.Single(completed).Reason);
    }

    [Fact]
    public async Task Time_that_the_caller_takes_is_no_silence()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 4);
        await using var reader = await client.OpenReaderAsync(Of(session.Info) with { InactivityTimeout = TimeSpan.FromMilliseconds(250) });
        var count = 0;
        await foreach (var samples in reader.SamplesAsync(null, Patience.Token()))
        {
            await Task.Delay(150);
            if (++count == 4)
            {
                await session.WriteAsync("A", 1);
            }
        }

        Assert.Equal(5, count);
    }

    [Fact]
    public async Task Historic_reading_of_a_live_session_ends_where_it_was()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 3);
        await using var reader = await client.OpenReaderAsync(Of(session.Info) with { ReadingType = OdpReadingType.Historic });
        var completed = Completions(reader);
        await reader.StartAsync();
        await session.WriteAsync("A", 3);

        Assert.Equal(Counting(3), Values(await reader.SamplesAsync().AllAsync()));
        Assert.Equal(OdpCompletion.ReachedEnd, Assert.Single(completed).Reason);
    }

    [Fact]
    public async Task Records_behind_the_end_of_a_stream_are_counted_as_late()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A", "B");
        await session.OpenAsync("", "A", "B");
        await session.WriteAsync("A", 3);
        await session.CloseAsync("A");
        await session.WriteAsync("A", 2);
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        var reading = Task.Run(() => reader.SamplesAsync().AllAsync());
        await session.CloseAsync("", "B");
        await session.EndAsync();

        Assert.Equal(Counting(3), Values(await reading));
        Assert.Equal(2, reader.Counters.Late);
    }

    [Fact]
    public async Task Session_without_any_record_is_complete_at_once()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        Assert.Empty(await reader.DataAsync().AllAsync(5));
    }

    [Fact]
    public async Task Later_sessions_in_the_same_topics_are_not_read_for_a_complete_one()
    {
        await using var client = await ConnectAsync();
        var first = await TestSession.WholeAsync(client, "Run 1", 10, "A");
        await TestSession.WholeAsync(client, "Run 2", 20_000, "A");
        await using var reader = await client.OpenReaderAsync(Of(first.Info));

        Assert.Equal(Counting(10), Values(await reader.SamplesAsync().AllAsync()));
        Assert.InRange(reader.Counters.Records, 1, 6_000);
    }

    [Fact]
    public async Task Session_that_ends_while_its_packets_are_garbage_is_complete()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.SendAsync("A", [0xff, 0xff, 0xff, 0xff, 0xff]);
        await session.SendAsync("A", PacketContent.Wrap(new Packet { Type = "x" }, session.Key).Append((byte)0x0b).ToArray());
        await session.WriteAsync("A", 1);
        await session.SendAsync("A", Encoding.UTF8.GetBytes("not a packet at all"));
        await session.CloseAsync("", "A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        Assert.Equal(Counting(1), Values(await reader.SamplesAsync().AllAsync()));
        var counters = reader.Counters;
        Assert.Equal((3, 3), (counters.Malformed, client.Counters.Malformed));
        Assert.Equal(
            counters.Records,
            counters.Packets + counters.OtherSessions + counters.WithoutKey + counters.Malformed + counters.Undecodable + counters.Held + counters.Late + counters.Repeated + counters.Unwanted);
    }

    private static async Task WriteOtherAsync(TestSession session) => await session.WriteAsync("B", 30, signal: "other:B");
}
