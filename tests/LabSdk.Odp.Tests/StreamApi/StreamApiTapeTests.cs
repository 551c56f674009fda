using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.KeyGenerator;

namespace LabSdk.Odp.Tests.StreamApi;

public sealed class StreamApiTapeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-odp-tape").FullName;

    private string Tape => Path.Combine(_folder, "x.labtape");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_recorded_client_gets_the_same_answers_without_the_server()
    {
        string endpoint, recorded;
        await using (var server = await ScriptedServer.StartAsync())
        {
            endpoint = server.Endpoint;
            server.Answer("GetCurrentSessions", new GetCurrentSessionsResponse { Success = true, SessionKeys = { "a", "b" } });
            server.Answer("GenerateUniqueKey", new GenerateUniqueKeyResponse { StringKey = "k" });
            await using var odp = await server.ConnectAsync(new OdpStreamOptions { RecordTo = Tape });
            recorded = await AskAsync(odp);
        }

        await using var again = await OdpStreamClient.ConnectAsync(endpoint, new OdpStreamOptions { ReplayFrom = Tape, KeyGenerator = "localhost:1" });

        Assert.Equal(recorded, await AskAsync(again));
        Assert.Equal("a,b k", recorded);
        Assert.Equal(TapeErrorIds.UsedUp, (await Assert.ThrowsAsync<TapeException>(() => again.NewTextKeyAsync())).ErrorId);
    }

    [Fact]
    public async Task A_tape_of_another_server_is_refused()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using (await server.ConnectAsync(new OdpStreamOptions { RecordTo = Tape }))
        {
            // Only connected.
        }

        var error = await Assert.ThrowsAsync<TapeException>(() => OdpStreamClient.ConnectAsync("odp+grpc://elsewhere:1", new OdpStreamOptions { ReplayFrom = Tape }));
        Assert.Equal(TapeErrorIds.NotOnTape, error.ErrorId);
    }

    private static async Task<string> AskAsync(OdpStreamClient odp) => $"{string.Join(',', await odp.Sessions.KeysAsync())} {await odp.NewTextKeyAsync()}";
}
