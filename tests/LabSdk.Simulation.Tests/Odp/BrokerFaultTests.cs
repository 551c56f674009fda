using System.Collections.Concurrent;
using LabSdk.Odp;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>What clients live through when the broker misbehaves on demand.</summary>
public sealed class BrokerFaultTests : IAsyncLifetime
{
    private readonly SimulatedBroker _broker = SimulatedBroker.Start();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(90));
    private readonly IKafkaTransport _transport;

    public BrokerFaultTests()
    {
        _broker.CreateTopic("t");
        _transport = Open();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _broker.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task A_passing_error_is_tried_again_and_a_lasting_one_reported()
    {
        _broker.Faults.Fail(KafkaApi.Produce, KafkaErrorCode.NotLeaderOrFollower, 2);
        Assert.Equal(0, (await _transport.SendAndWaitAsync(new KafkaMessage("t", null, [1], 0), _patience.Token)).Offset);
        Assert.Equal(0, _broker.Faults.Waiting);
        _broker.Faults.Fail(KafkaApi.Produce, KafkaErrorCode.TopicAuthorizationFailed);
        await using var plain = Open(new Dictionary<string, string> { ["enable.idempotence"] = "false" });
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => plain.SendAndWaitAsync(new KafkaMessage("t", null, [1], 0), _patience.Token));
        Assert.Equal((OdpErrorKind.NotDelivered, 29, "TopicAuthorizationFailed"), (error.Kind, error.KafkaCode, error.KafkaName));
    }

    [Fact]
    public async Task Answers_that_get_lost_make_no_duplicates()
    {
        var places = new ConcurrentBag<long>();
        for (var i = 0; i < 200; i++)
        {
            if (i % 10 == 0)
            {
                _broker.Faults.CutAfter(KafkaApi.Produce);
            }

            await _transport.SendAsync(new KafkaMessage("t", null, BitConverter.GetBytes(i), 0), delivery => places.Add(delivery.IsStored ? delivery.Offset : -7), _patience.Token);
            if (i % 10 == 9)
            {
                await _transport.FlushAsync(_patience.Token);
            }
        }

        await _transport.FlushAsync(_patience.Token);
        Assert.Equal(Enumerable.Range(0, 200), await ReadAsync(200));
        Assert.Equal(200, _broker.Topics.Single().Partitions[0].High);
        Assert.Equal(200, places.Count);
        Assert.DoesNotContain(-7, places);
    }

    [Fact]
    public async Task Records_sent_while_the_broker_is_down_arrive_when_it_is_back()
    {
        await using var reader = _transport.OpenReader();
        reader.Add([new TopicOffset("t", 0, 0)]);
        var problem = new TaskCompletionSource<KafkaProblem>(TaskCreationOptions.RunContinuationsAsynchronously);
        _transport.ProblemOccurred += each => problem.TrySetResult(each);
        await _transport.SendAndWaitAsync(new KafkaMessage("t", null, BitConverter.GetBytes(0), 0), _patience.Token);
        _broker.Stop();
        for (var i = 1; i < 50; i++)
        {
            await _transport.SendAsync(new KafkaMessage("t", null, BitConverter.GetBytes(i), 0), null, _patience.Token);
        }

        Assert.Contains($"{_broker.Port}", (await problem.Task.WaitAsync(_patience.Token)).Text, StringComparison.Ordinal);
        _broker.Restart();
        await _transport.FlushAsync(_patience.Token);
        List<int> values = [];
        while (values.Count < 50)
        {
            values.AddRange((await reader.ReadAsync(_patience.Token)).Records.Select(record => BitConverter.ToInt32(record.Value)));
        }

        Assert.Equal(Enumerable.Range(0, 50), values);
    }

    [Fact]
    public async Task Fifty_cuts_while_reading_lose_and_repeat_nothing()
    {
        await using var reader = _transport.OpenReader();
        reader.Add([new TopicOffset("t", 0, 0)]);
        for (var cut = 0; cut < 25; cut++)
        {
            _broker.Faults.CutBefore(KafkaApi.Fetch);
            _broker.Faults.CutAfter(KafkaApi.Fetch);
            _broker.Faults.Pass(KafkaApi.Fetch);
        }

        List<int> values = [];
        var sent = 0;
        while (_broker.Faults.Waiting > 0)
        {
            await _transport.SendAsync(new KafkaMessage("t", null, BitConverter.GetBytes(sent++), 0), null, _patience.Token);
            while (values.Count < sent)
            {
                values.AddRange((await reader.ReadAsync(_patience.Token)).Records.Select(record => BitConverter.ToInt32(record.Value)));
            }
        }

        Assert.Equal(Enumerable.Range(0, sent), values);
    }

    [Fact]
    public async Task A_waiting_reader_is_woken_by_a_record()
    {
        await using var patient = Open(consumer: new Dictionary<string, string> { ["fetch.wait.max.ms"] = "60000", ["socket.timeout.ms"] = "90000" });
        await using var reader = patient.OpenReader();
        reader.Add([new TopicOffset("t", 0, 0)]);
        while ((await reader.ReadAsync(_patience.Token)).Ends.Count == 0)
        {
        }

        var requests = _broker.Statistics.Requests;
        await _transport.SendAndWaitAsync(new KafkaMessage("t", null, [1], 0), _patience.Token);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.Single((await reader.ReadAsync(soon.Token)).Records);
        Assert.InRange(_broker.Statistics.Requests - requests, 1, 30);
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_named()
    {
        _broker.Stop();
        await using var transport = KafkaTransport.Open(new KafkaTransportOptions { Servers = _broker.Address, RequestTimeout = TimeSpan.FromSeconds(1) });
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => transport.TopicsAsync(_patience.Token));
        Assert.Equal(OdpErrorKind.BrokerUnreachable, error.Kind);
        Assert.Contains(_broker.Address, error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    private async Task<IEnumerable<int>> ReadAsync(int count)
    {
        await using var reader = _transport.OpenReader();
        reader.Add([new TopicOffset("t", 0, 0)]);
        List<int> values = [];
        while (values.Count < count)
        {
            values.AddRange((await reader.ReadAsync(_patience.Token)).Records.Select(record => BitConverter.ToInt32(record.Value)));
        }

        return values;
    }

    private IKafkaTransport Open(Dictionary<string, string>? producer = null, Dictionary<string, string>? consumer = null) => KafkaTransport.Open(new KafkaTransportOptions
    {
        Servers = _broker.Address,
        Common = new Dictionary<string, string> { ["reconnect.backoff.ms"] = "10", ["reconnect.backoff.max.ms"] = "50", ["retry.backoff.ms"] = "10" },
        Producer = producer ?? [],
        Consumer = consumer ?? [],
    });
}
