using LabSdk.Odp;
using LabSdk.Odp.Tests.Client;

namespace LabSdk.Simulation.Tests.Odp.Reading;

/// <summary>Reading over librdkafka from the simulated broker, which can be made to fail.</summary>
public sealed class BrokerReadingTests : IAsyncDisposable
{
    private readonly SimulatedBroker _broker = SimulatedBroker.Start();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    private Task<OdpClient> ConnectAsync() => OdpClient.ConnectAsync($"odp://{_broker.Address}", new OdpOptions
    {
        TopicRefreshInterval = TimeSpan.FromMilliseconds(100),
        EndGrace = TimeSpan.FromMilliseconds(500),
        ProducerSettings = new Dictionary<string, string> { ["linger.ms"] = "1", ["retry.backoff.ms"] = "20" },
        KafkaSettings = new Dictionary<string, string> { ["reconnect.backoff.ms"] = "10", ["reconnect.backoff.max.ms"] = "50" },
    });

    [Fact]
    public async Task Live_reading_delivers_every_sample_before_the_end_at_full_speed()
    {
        await using var client = await ConnectAsync();
        for (var run = 0; run < 10; run++)
        {
            var session = await TestSession.CreateAsync(client, $"Run {run}", "A", "B");
            await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key });
            OdpReadingCompleted? completed = null;
            reader.SessionCompleted += done => completed = done;
            var reading = Task.Run(() => reader.SamplesAsync().AllAsync());
            await session.OpenAsync("", "A", "B");
            await session.WriteAsync("A", 300);
            await session.WriteAsync("B", 300, signal: "other:B");
            await session.CloseAsync("", "A", "B");
            await session.EndAsync();

            var samples = await reading;

            Assert.Equal(Counting(300), Values(samples, TestSession.Speed));
            Assert.Equal(Counting(300), Values(samples, "other:B"));
            Assert.Equal(OdpCompletion.Ended, completed?.Reason);
        }
    }

    [Fact]
    public async Task Broker_cut_50_times_while_reading_loses_and_repeats_nothing()
    {
        const int cuts = 50;
        const int packets = 40;
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key, InactivityTimeout = Timeout.InfiniteTimeSpan });
        var read = 0;
        var samples = new List<SignalSamples>();
        var reading = Task.Run(async () =>
        {
            await foreach (var each in reader.SamplesAsync(null, Patience.Token(90)))
            {
                samples.Add(each);
                Volatile.Write(ref read, samples.Count);
            }
        });
        await session.OpenAsync("", "A");
        for (var cut = 0; cut < cuts; cut++)
        {
            await session.WriteAsync("A", packets);
            switch (cut % 3)
            {
                case 0:
                    _broker.CloseConnections();
                    break;
                case 1:
                    _broker.Faults.CutAfter(KafkaApi.Fetch);
                    break;
                default:
                    _broker.Faults.CutBefore(KafkaApi.Fetch);
                    break;
            }

            // Some of this part has been read: the next cut meets a reading that is under way.
            while (Volatile.Read(ref read) <= cut * packets)
            {
                await Task.Delay(2, Patience.Token(90));
            }
        }

        await session.CloseAsync("", "A");
        await session.EndAsync();
        await reading;

        Assert.Equal(Counting(cuts * packets), Values(samples, TestSession.Speed));
        Assert.Equal((0, 0, 0), (reader.Counters.LostRecords, reader.Counters.Late, reader.Counters.Undecodable));
    }

    [Fact]
    public async Task Outage_is_no_silence_and_reading_goes_on_after_it()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 5);
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key, InactivityTimeout = TimeSpan.FromSeconds(2) });
        OdpReadingCompleted? completed = null;
        reader.SessionCompleted += done => completed = done;
        var first = new TaskCompletionSource();
        var samples = new List<SignalSamples>();
        var reading = Task.Run(async () =>
        {
            await foreach (var each in reader.SamplesAsync(null, Patience.Token(60)))
            {
                samples.Add(each);
                first.TrySetResult();
            }
        });
        await first.Task.WaitAsync(Patience.Token());
        _broker.Stop();
        await Task.Delay(3_500);
        Assert.False(client.IsConnected);
        Assert.False(reading.IsCompleted);
        _broker.Restart();
        await session.WriteAsync("A", 5);
        await session.CloseAsync("", "A");
        await session.EndAsync();
        await reading;

        Assert.Equal(Counting(10), Values(samples, TestSession.Speed));
        Assert.Equal(OdpCompletion.Ended, completed?.Reason);
    }

    [Fact]
    public async Task Offset_that_is_gone_is_told_and_reading_goes_on_with_the_earliest()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("A");
        await session.WriteAsync("A", 30);
        await session.CloseAsync("A");
        await session.EndAsync();
        Assert.True(_broker.DeleteRecords("Data.Default.A", 0, 12));
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key });

        Assert.Equal(Counting(20, from: 10), Values(await reader.SamplesAsync().AllAsync(), TestSession.Speed));
        Assert.Equal(new KafkaGap("Data.Default.A", 0, 0, 12), Assert.Single(reader.Counters.LostRanges));
    }

    [Fact]
    public async Task Session_that_starts_and_streams_that_appear_while_reading_are_picked_up()
    {
        await using var client = await ConnectAsync();
        await using var reader = await client.OpenReaderAsync();
        var reading = Task.Run(() => reader.SamplesAsync().TakeAsync(12));
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 5);
        await session.OpenAsync("Late");
        await session.WriteAsync("Late", 7, signal: "other:B");

        var samples = await reading;

        Assert.Equal(Counting(5), Values(samples, TestSession.Speed));
        Assert.Equal(Counting(7), Values(samples, "other:B"));
    }

    [Fact]
    public async Task Reading_goes_on_where_the_group_left_off()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 30, "A");
        var options = new OdpReadOptions { SessionKey = session.Key, GroupId = "mine" };
        await using (var reader = await client.OpenReaderAsync(options))
        {
            await reader.SamplesAsync().TakeAsync(11);
            await reader.CommitAsync();
        }

        await using var again = await client.OpenReaderAsync(options);
        Assert.Equal(Counting(19, from: 11), Values(await again.SamplesAsync().AllAsync(), TestSession.Speed));
    }

    private static double[] Values(IEnumerable<SignalSamples> samples, string signal) => [.. samples.Where(each => each.Identifier == signal).SelectMany(each => each.Doubles.ToArray())];

    private static double[] Counting(int packets, int from = 0) => [.. Enumerable.Range(from * TestSession.SamplesPerPacket, packets * TestSession.SamplesPerPacket).Select(value => (double)value)];
}
