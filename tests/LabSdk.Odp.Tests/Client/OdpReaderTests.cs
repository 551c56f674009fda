namespace LabSdk.Odp.Tests.Client;

/// <summary>Reading over the broker in memory.</summary>
public class OdpReaderTests
{
    private readonly InMemoryBroker _broker = new();

    private Task<OdpClient> ConnectAsync(OdpOptions? options = null) => OdpClient.ConnectAsync(_broker.Connect(), options);

    [Fact]
    public async Task Complete_session_is_read_to_its_end()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run 1", packets: 100, "Chassis", "Engine");
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key });
        OdpReadingCompleted? completed = null;
        reader.SessionCompleted += done => completed = done;

        var packets = await reader.PacketsAsync().AllAsync();

        Assert.Equal((2 * (1 + 1 + 100 + 1)) + 3, packets.Count);
        Assert.Equal(OdpCompletion.Ended, completed?.Reason);
        Assert.Equal(["Chassis", "Engine"], packets.Where(packet => packet.Type == "PeriodicData").Select(packet => packet.Stream).Distinct().Order());
        Assert.Equal(TestSession.Speed, Assert.Single(reader.Signals).Identifier);
    }

    [Fact]
    public async Task Samples_arrive_in_order_and_complete()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run 1", packets: 50, "Chassis");
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key });

        var samples = await reader.SamplesAsync(["vCar:*"]).AllAsync();

        Assert.Equal(Enumerable.Range(0, 500).Select(value => (double)value), samples.SelectMany(each => each.Doubles.ToArray()));
    }

    [Fact]
    public async Task Live_session_is_followed_until_it_ends()
    {
        await using var client = await ConnectAsync();
        await using var reader = await client.OpenReaderAsync();
        var completed = new TaskCompletionSource<OdpReadingCompleted>();
        reader.SessionCompleted += done => completed.TrySetResult(done);
        var samples = new List<double>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var reading = Task.Run(async () =>
        {
            await foreach (var each in reader.SamplesAsync(null, stop.Token))
            {
                samples.AddRange(each.Doubles.ToArray());
            }
        });

        await TestSession.WholeAsync(client, "Run 1", packets: 50, "Chassis");

        Assert.Equal(OdpCompletion.Ended, (await completed.Task.WaitAsync(TimeSpan.FromSeconds(20))).Reason);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(Enumerable.Range(0, 500).Select(value => (double)value), samples);
    }
}
