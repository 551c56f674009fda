using LabSdk.Odp;
using LabSdk.Odp.Tests.Writing;

namespace LabSdk.Simulation.Tests.Odp.Writing;

/// <summary>Writing to a broker that is cut off, goes away, or refuses.</summary>
public sealed class BrokerTroubleTests : IAsyncLifetime
{
    private readonly SimulatedBroker _broker = SimulatedBroker.Start();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(90));
    private OdpClient _client = null!;

    public async Task InitializeAsync() => _client = await OdpClient.ConnectAsync($"odp://{_broker.Address}", new OdpOptions
    {
        KafkaSettings = new Dictionary<string, string> { ["reconnect.backoff.ms"] = "5", ["reconnect.backoff.max.ms"] = "50", ["retry.backoff.ms"] = "10" },
        ProducerSettings = new Dictionary<string, string> { ["linger.ms"] = "1" },
    });

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task Fifty_cuts_while_writing_lose_nothing_and_repeat_nothing()
    {
        const int Cuts = 50, PacketsBetween = 20, Samples = 50;
        await using (var writer = await _client.NewSessionAsync(new OdpSessionOptions { Streams = ["S"], HasOutLap = false }, _patience.Token))
        {
            var signal = writer.Signal("a:X", 1000, stream: "S");
            var value = 0;
            for (var cut = 0; cut < Cuts; cut++)
            {
                for (var packet = 0; packet < PacketsBetween; packet++)
                {
                    await signal.WriteAsync(Enumerable.Range(value, Samples).Select(each => (double)each).ToArray(), value == 0 ? 1_000_000_000ul : null, cancellationToken: _patience.Token);
                    value += Samples;
                }

                // In turn: before the broker has done it, after it has without an answer, and in between.
                switch (cut % 3)
                {
                    case 0:
                        _broker.Faults.CutBefore(KafkaApi.Produce);
                        break;
                    case 1:
                        _broker.Faults.CutAfter(KafkaApi.Produce);
                        break;
                    default:
                        _broker.CloseConnections();
                        break;
                }

                await writer.FlushAsync(_patience.Token);
            }

            await writer.EndAsync(_patience.Token);
            Assert.Equal((0L, (long)Cuts * PacketsBetween * Samples), (writer.Counters.Failed, writer.Counters.Samples));
        }

        Assert.Equal(0, _broker.Faults.Waiting);
        var stream = await ReadAsync("Data.Default.S");
        var values = stream.Where(packet => packet.Type == "PeriodicData").SelectMany(packet => packet.Samples(_client, "Default")).SelectMany(block => block.Columns[0].ToNumbers());
        Assert.Equal(Enumerable.Range(0, Cuts * PacketsBetween * Samples).Select(each => (double)each), values);
        var ids = stream.Concat(await ReadAsync("Data.Default")).Select(packet => packet.Packet.Id).Where(id => id > 0).Order().ToArray();
        Assert.Equal(Enumerable.Range(1, ids.Length).Select(id => (ulong)id), ids);
    }

    [Fact]
    public async Task Broker_that_is_away_for_a_while_holds_the_writer_up_and_costs_no_sample()
    {
        const int Packets = 300, Most = 100_000;
        await using var writer = await _client.NewSessionAsync(new OdpSessionOptions { MaxWaitingBytes = Most, HasOutLap = false }, _patience.Token);
        var signal = writer.Signal("a:X", 1000);
        await signal.WriteAsync(new double[] { -1 }, 1_000_000_000, cancellationToken: _patience.Token);
        await writer.FlushAsync(_patience.Token);
        _broker.Stop();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Packets; i++)
            {
                await signal.WriteAsync(Enumerable.Repeat((double)i, 100).ToArray(), cancellationToken: _patience.Token);
            }
        });
        while (writer.Counters.Pauses == 0)
        {
            await Task.Delay(5, _patience.Token);
            Assert.InRange(writer.Counters.WaitingBytes, 0, Most);
        }

        Assert.False(writing.IsCompleted);
        _broker.Restart();
        await writing;
        await writer.EndAsync(_patience.Token);
        Assert.Equal(0, writer.Counters.Failed);
        var blocks = (await ReadAsync("Data.Default")).Where(packet => packet.Type == "PeriodicData").SelectMany(packet => packet.Samples(_client, "Default")).ToArray();
        Assert.Equal([-1, .. Enumerable.Range(0, Packets).SelectMany(i => Enumerable.Repeat((double)i, 100))], blocks.SelectMany(block => block.Columns[0].ToNumbers()));
        Assert.Equal(Enumerable.Range(0, (Packets * 100) + 1).Select(i => 1_000_000_000 + ((ulong)i * 1_000_000)), blocks.SelectMany(block => block.Times));
    }

    [Fact]
    public async Task Disposing_while_the_broker_is_gone_ends_in_time_with_the_reason()
    {
        var writer = await _client.NewSessionAsync(new OdpSessionOptions { Identifier = "Run 1", EndTimeout = TimeSpan.FromMilliseconds(300) }, _patience.Token);
        await writer.Signal("a:X", 1000).WriteAsync(new double[] { 1 }, 1, cancellationToken: _patience.Token);
        _broker.Stop();
        await writer.Signal("a:X", 1000).WriteAsync(new double[] { 2 }, cancellationToken: _patience.Token);
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => writer.DisposeAsync().AsTask().WaitAsync(_patience.Token));
        Assert.Equal(OdpErrorKind.NotDelivered, error.Kind);
        Assert.Contains("Session 'Run 1'", error.Message, StringComparison.Ordinal);
        Assert.True(writer.Counters.Waiting > 0);
        await writer.DisposeAsync();
    }

    [Fact]
    public async Task Refusal_by_the_broker_is_reported_with_its_code()
    {
        await using var client = await OdpClient.ConnectAsync($"odp://{_broker.Address}", new OdpOptions
        {
            ProducerSettings = new Dictionary<string, string> { ["enable.idempotence"] = "false" },
        });
        await using var writer = await client.NewSessionAsync(cancellationToken: _patience.Token);
        var signal = writer.Signal("a:X", 1000);
        await signal.WriteAsync(new double[] { 1 }, 1, cancellationToken: _patience.Token);
        await writer.FlushAsync(_patience.Token);
        _broker.Faults.Fail(KafkaApi.Produce, KafkaErrorCode.TopicAuthorizationFailed);
        await signal.WriteAsync(new double[] { 2 }, cancellationToken: _patience.Token);
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => writer.FlushAsync(_patience.Token));
        Assert.Equal((OdpErrorKind.NotDelivered, 29, "TopicAuthorizationFailed"), (error.Kind, error.KafkaCode, error.KafkaName));
        Assert.Equal(1, writer.Counters.Failed);

        // librdkafka goes on refusing the topic for a while. The session ends all the same, and says what is missing.
        await Assert.ThrowsAsync<KafkaTransportException>(() => writer.EndAsync(_patience.Token));
        Assert.True(client.Sessions.Get(writer.SessionKey).IsComplete);
    }

    [Fact]
    public async Task Two_hundred_thousand_samples_come_back_equal()
    {
        var random = new Random(5);
        var sent = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ToArray()).ToArray();
        await using var writer = await _client.NewSessionAsync(new OdpSessionOptions { Streams = ["S"] }, _patience.Token);
        var signal = writer.Signal("a:X", 1000, stream: "S");
        foreach (var values in sent)
        {
            await signal.WriteAsync(values, signal.NextTime ?? 1_000_000_000, cancellationToken: _patience.Token);
        }

        await writer.EndAsync(_patience.Token);
        var blocks = (await ReadAsync("Data.Default.S")).Where(packet => packet.Type == "PeriodicData").SelectMany(packet => packet.Samples(_client, "Default")).ToArray();
        Assert.Equal(sent.SelectMany(values => values), blocks.SelectMany(block => block.Columns[0].Doubles.ToArray()));
        Assert.Equal(Enumerable.Range(0, 200_000).Select(i => 1_000_000_000 + ((ulong)i * 1_000_000)), blocks.SelectMany(block => block.Times));
    }

    private Task<List<WrittenPacket>> ReadAsync(string topic) => WriterBench.ReadAsync(_client.Transport, topic, 0, _patience.Token);
}
