namespace LabSdk.Odp.Tests.Client;

/// <summary>Positions, gaps and enumerations that are left.</summary>
public class ResumeTests : InMemoryClient
{
    [Fact]
    public async Task Reading_goes_on_where_the_group_left_off()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 30, "A", "B");
        var options = Of(session.Info) with { GroupId = "mine_" + session.Key };
        var places = new List<(string, int, long)>();
        for (var restart = 0; restart < 4; restart++)
        {
            await using var reader = await client.OpenReaderAsync(options);
            var packets = await reader.PacketsAsync().TakeAsync(restart < 3 ? 17 : int.MaxValue);
            places.AddRange(packets.Select(packet => (packet.Topic, packet.Partition, packet.Offset)));
            await reader.CommitAsync();
        }

        Assert.Equal(69, places.Count);
        Assert.Equal(69, places.Distinct().Count());
    }

    [Fact]
    public async Task What_was_not_committed_comes_again()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 30, "A");
        var options = Of(session.Info) with { GroupId = "mine", ExcludeMainStream = true };
        await using (var crashed = await client.OpenReaderAsync(options))
        {
            var taken = 0;
            await foreach (var packet in crashed.PacketsAsync(Patience.Token()))
            {
                if (++taken == 10)
                {
                    await crashed.CommitAsync();
                }

                if (taken == 15)
                {
                    break;
                }
            }
        }

        await using var reader = await client.OpenReaderAsync(options);
        Assert.Equal(10, (await reader.PacketsAsync().TakeAsync(1))[0].Offset);
    }

    [Fact]
    public async Task Packets_that_wait_for_their_format_are_not_committed()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("A");
        await session.WriteAsync("A", 2);
        await session.WriteAsync("A", 1, formatId: 77);
        await session.WriteAsync("A", 2);
        var options = Of(session.Info) with { GroupId = "mine" };
        await using (var reader = await client.OpenReaderAsync(options))
        {
            await reader.SamplesAsync().TakeAsync(4);
            Assert.Equal(1, reader.Counters.Held);
            await reader.CommitAsync();
        }

        await using var again = await client.OpenReaderAsync(options);
        Assert.Equal(4, (await again.PacketsAsync().TakeAsync(1))[0].Offset);
    }

    [Fact]
    public async Task Left_enumeration_is_gone_on_with()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 30, "A");
        foreach (var length in new[] { 0, 4 })
        {
            await using var reader = await client.OpenReaderAsync(Of(session.Info) with { BufferLength = length });
            var samples = new List<SignalSamples>();
            for (var i = 0; i < 10; i++)
            {
                samples.AddRange(await reader.SamplesAsync().TakeAsync(3));
            }

            Assert.Equal(Counting(30), Values(samples));
        }
    }

    [Fact]
    public async Task Second_enumeration_at_once_is_refused()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 30, "A");
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        await using var first = reader.PacketsAsync().GetAsyncEnumerator();
        await first.MoveNextAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.PacketsAsync().TakeAsync(1));
    }

    [Fact]
    public async Task Offset_that_is_gone_is_told_and_reading_goes_on_with_the_earliest()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 30, "A");
        var problems = new List<KafkaProblem>();
        client.ProblemOccurred += problems.Add;
        Broker.DeleteRecords("Data.Default.A", 0, 12);
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        var samples = await reader.SamplesAsync().AllAsync();

        Assert.Equal(Counting(20, from: 10), Values(samples));
        Assert.Equal(new KafkaGap("Data.Default.A", 0, 0, 12), Assert.Single(reader.Counters.LostRanges));
        Assert.Equal((12, 12), (reader.Counters.LostRecords, client.Counters.LostRecords));
        Assert.Contains(problems, problem => problem.Text.Contains("0 to 11"));
    }

    [Fact]
    public async Task Slow_caller_holds_the_reading_back()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 5_000, "A");
        await using var reader = await client.OpenReaderAsync(Of(session.Info) with { BufferLength = 100, ExcludeMainStream = true });
        await using var packets = reader.PacketsAsync(Patience.Token()).GetAsyncEnumerator();
        await packets.MoveNextAsync();
        await Task.Delay(300);

        // One batch of the transport, the queue, and the packet in hand: however long it takes, not more.
        Assert.InRange(reader.Streams.Single(stream => stream.Stream == "A").Position, 1, 200);
        var count = 1;
        while (await packets.MoveNextAsync())
        {
            count++;
        }

        Assert.Equal(5_003, count);
    }

    [Fact]
    public async Task Streams_tell_their_lag()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 10, "A");
        await using var reader = await client.OpenReaderAsync(Of(session.Info) with { ExcludeMainStream = true });
        await reader.PacketsAsync().TakeAsync(4);

        var state = (await reader.StreamsAsync()).Single(stream => stream.Origin == OdpPacketOrigin.Stream);

        Assert.Equal(("A", 4, 13, 9), (state.Stream, state.Position, state.End, state.Lag));
        Assert.NotNull(state.LastRecordTime);
        Assert.Equal(OdpStreamCondition.Reading, state.Condition);
    }
}
