using LabSdk.Odp;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Odp.StreamApi;

/// <summary>python3-grpcio with messages of protoc: writes and reads sessions through our server, over the simulated broker.</summary>
public sealed class PythonStreamApiTests
{
    [Fact]
    public async Task Writes_and_reads_sessions_through_our_server()
    {
        await using var served = await ServedBroker.StartAsync();
        const int packets = 3000;
        var ours = await served.Client.Sessions.CreateAsync(new OdpSessionOptions { Identifier = "Ours" });
        await using (var writer = served.Client.OpenWriter())
        {
            for (var i = 0; i < packets; i++)
            {
                await writer.WriteAsync("Default", "Chassis", ours.SessionKey, ServedBroker.Samples((ulong)i * 100, 100, ours.SessionKey, (ulong)i));
            }

            foreach (var stream in (string[])["", "Chassis"])
            {
                await writer.WriteAsync("Default", stream, ours.SessionKey, ServedBroker.Of(new LabSdk.Odp.Wire.OpenData.EndOfSessionPacket { DataSource = "Default" }, ours.SessionKey));
            }

            Assert.True(await writer.CompleteAsync());
        }

        var here = Path.Combine(RepositoryRoot.Path, "tests", "LabSdk.Simulation.Tests", "Odp", "StreamApi", "stream_api_client.py");
        var protos = Path.Combine(RepositoryRoot.Path, "src", "LabSdk.Odp", "Protos");
        var seen = Vectors.Parse(await Programs.RunAsync("/usr/bin/python3", [here, $"127.0.0.1:{served.Server.Port}", protos, ours.SessionKey]));

        Assert.Equal("[true,\"Default\",\"Session\"]", Compact("created"));
        Assert.All(["notified", "listed", "ended"], name => Assert.True(seen.GetProperty(name).GetBoolean(), name));
        Assert.Equal("[\"sin:Python\"]", Compact("format"));
        Assert.Equal("[\"FromPython\",2,true,[[\"late\",\"yes\"],[\"peer\",\"grpcio\"]],[\"Chassis\",\"Python\"]]", Compact("info"));
        Assert.Equal("[106,true]", Compact("own"));
        Assert.Equal("[\"Configuration\"]", Compact("essentials"));
        Assert.Equal("100", Compact("filtered"));
        Assert.Equal("\"DEADLINE_EXCEEDED\"", Compact("deadline"));
        Assert.Equal("[true,false]", Compact("closed"));

        // Every sample, in answers that fill a message and stay under the limit that grpcio has by default.
        var sum = 0.0;
        for (var value = 0; value < packets * 100; value++)
        {
            sum += value;
        }

        Assert.Equal($"[{packets + 2},{sum:F1},true,true]", Compact("theirs"));
        Assert.Equal("[36,true]", Compact("keys"));
        Assert.Equal("\"INVALID_ARGUMENT\"", Compact("no_key"));

        // What Python wrote, read by us from the broker.
        await using var reader = await served.Direct.OpenReaderAsync(new OdpReadOptions { SessionKey = seen.GetProperty("key").GetString()!, ReadingType = OdpReadingType.Historic });
        var values = new List<double>();
        await foreach (var samples in reader.SamplesAsync(["sin:*"], ServedBroker.Patience))
        {
            values.AddRange(samples.Doubles);
        }

        Assert.Equal(Enumerable.Range(0, 10_000).Select(value => (double)value), values);

        string Compact(string name) => seen.GetProperty(name).GetRawText().Replace(" ", "", StringComparison.Ordinal);
    }
}
