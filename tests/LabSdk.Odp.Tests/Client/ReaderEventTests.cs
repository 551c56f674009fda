namespace LabSdk.Odp.Tests.Client;

/// <summary>What a reader tells besides data, in order with it.</summary>
public class ReaderEventTests : InMemoryClient
{
    [Fact]
    public async Task Events_come_in_order_with_the_packets()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run 1", "A");
        await session.OpenAsync("A");
        await session.WriteAsync("A", 1);
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        var told = new List<string>();
        reader.SessionStarted += info => told.Add("session " + info.Identifier);
        reader.StreamStarted += info => told.Add("stream " + info.Stream);
        reader.StreamCompleted += info => told.Add("end of " + info.Stream);
        reader.SessionInfoUpdated += info => told.Add("now " + info.Identifier);
        reader.AssociationUpdated += association => told.Add("with " + association.AssociateKey);
        reader.SessionCompleted += completed => told.Add("over " + completed.Reason);
        await foreach (var packet in reader.PacketsAsync(Patience.Token()))
        {
            told.Add(packet.Type);
            if (packet.Type == "PeriodicData")
            {
                await client.Sessions.UpdateIdentifierAsync(session.Key, "Run 2");
                await client.Sessions.AddAssociateAsync(session.Key, "other");
                await session.CloseAsync("A");
                await session.EndAsync();
            }
        }

        Assert.Equal(
            ["session Run 1", "stream A", "NewSession", "Configuration", "PeriodicData", "now Run 2", "now Run 2", "with other", "EndOfSession", "end of A", "over Ended"], told);
    }

    [Fact]
    public async Task Disposing_the_reader_or_the_client_ends_an_enumeration()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run 1", "A");
        await session.OpenAsync("A");
        foreach (var length in new[] { 0, 10 })
        {
            var reader = await client.OpenReaderAsync(Of(session.Info) with { BufferLength = length });
            var first = new TaskCompletionSource();
            var reading = Task.Run(async () =>
            {
                await foreach (var packet in reader.PacketsAsync())
                {
                    first.TrySetResult();
                }
            });
            await first.Task.WaitAsync(Patience.Token());
            await reader.DisposeAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(20)));
            await Assert.ThrowsAsync<ObjectDisposedException>(() => reader.PacketsAsync().TakeAsync(1));
        }

        await using var left = await client.OpenReaderAsync(Of(session.Info));
        var waiting = Task.Run(() => left.PacketsAsync().AllAsync());
        await client.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20)));
    }
}
