using System.Globalization;
using System.Text.Json;
using LabSdk.Odp;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Odp.Writing;

/// <summary>A session as general Kafka clients of other authors see it.</summary>
public class GeneralClientTests
{
    [Theory]
    [InlineData(OdpGeneration.V21, StreamCreationStrategy.TopicBased, "Data.Default/0 Data.Default.S/0 Essential.Default")]
    [InlineData(OdpGeneration.Legacy, StreamCreationStrategy.TopicBased, "Default/0 Default.S/0 Default_essential")]
    [InlineData(OdpGeneration.V21, StreamCreationStrategy.PartitionBased, "Data.Default/0 Data.Default/2 Essential.Default")]
    public async Task Python_client_sees_the_order_on_every_stream_the_key_and_both_copies(OdpGeneration generation, StreamCreationStrategy strategy, string places)
    {
        await using var broker = SimulatedBroker.Start();
        var key = await WriteAsync(broker, new OdpOptions
        {
            Generation = generation,
            Strategy = strategy,
            PartitionMappings = [new PartitionMapping("S", 2)],
            ProducerSettings = new Dictionary<string, string> { ["compression.type"] = "gzip" },
        });
        var script = Path.Combine(RepositoryRoot.Path, "tests", "LabSdk.Simulation.Tests", "Odp", "Writing", "read_packets.py");
        var seen = Vectors.Parse(await Programs.RunAsync("/usr/bin/python3", [script, broker.Address, .. broker.Topics.Select(topic => topic.Name)])).EnumerateArray().ToArray();
        Assert.Equal(broker.Statistics.StoredRecords, seen.Length);
        Assert.All(seen, record => Assert.Equal(0, record.GetProperty("headers").GetInt32()));

        string[] started = generation == OdpGeneration.V21 ? ["StreamStarted"] : [];
        string[] stopped = generation == OdpGeneration.V21 ? ["StreamStopped"] : [];
        var place = places.Split(' ');
        Assert.Equal(["NewSession", .. started, "Configuration", "Marker", "Marker", .. stopped, "EndOfSession"], Types(place[0]));
        Assert.Equal(["NewSession", .. started, "Configuration", "Marker", "PeriodicData", "Marker", "PeriodicData", .. stopped, "EndOfSession"], Types(place[1]));
        var ours = seen.Where(record => record.GetProperty("id").GetInt64() > 0).ToArray();
        Assert.All(ours, record => Assert.Equal((key, key), (record.GetProperty("key").GetString(), record.GetProperty("session").GetString())));

        // In the order of numbers: each once in its stream, and the essential ones once more with the same bytes.
        var essentials = ours.Where(record => record.GetProperty("topic").GetString() == place[2]).ToDictionary(record => record.GetProperty("id").GetInt64(), Hash);
        var inStreams = ours.Where(record => record.GetProperty("topic").GetString() != place[2]).OrderBy(record => record.GetProperty("id").GetInt64()).ToArray();
        Assert.Equal(Enumerable.Range(1, inStreams.Length).Select(id => (long)id), inStreams.Select(record => record.GetProperty("id").GetInt64()));
        Assert.Equal(
            inStreams.Where(record => record.GetProperty("essential").GetBoolean()).ToDictionary(record => record.GetProperty("id").GetInt64(), Hash).OrderBy(pair => pair.Key),
            essentials.OrderBy(pair => pair.Key));

        // The definition of a format belongs to no session: an empty key, which is not the same as none.
        Assert.All(seen.Where(record => record.GetProperty("type").GetString() == "DataFormatDefinition"), record => Assert.Equal("", record.GetProperty("key").GetString()));

        IEnumerable<string> Types(string where) => seen
            .Where(record => $"{record.GetProperty("topic").GetString()}/{record.GetProperty("partition").GetInt32()}" == where && record.GetProperty("id").GetInt64() > 0)
            .OrderBy(record => record.GetProperty("offset").GetInt64()).Select(record => record.GetProperty("type").GetString()!);
    }

    [Fact]
    public async Task Kcat_sees_the_key_on_every_record_of_a_stream()
    {
        await using var broker = SimulatedBroker.Start();
        var key = await WriteAsync(broker, new OdpOptions());
        var lines = (await Programs.KcatAsync(broker, "-C -t Data.Default.S -e -q -f %o:%k:%S:%T\\n")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')).ToArray();
        Assert.Equal(9, lines.Length);
        Assert.All(lines, line => Assert.Equal(key, line[1]));
        Assert.All(lines, line => Assert.True(int.Parse(line[2], CultureInfo.InvariantCulture) > 30));
        Assert.All(lines, line => Assert.InRange(long.Parse(line[3], CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeMilliseconds(), DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeMilliseconds()));
    }

    private static string Hash(JsonElement record) => record.GetProperty("hash").GetString()!;

    private static async Task<string> WriteAsync(SimulatedBroker broker, OdpOptions options)
    {
        await using var client = await OdpClient.ConnectAsync($"odp://{broker.Address}", options);
        await using var writer = await client.NewSessionAsync(new OdpSessionOptions { Identifier = "Run 1", Streams = ["S"] });
        var signal = writer.Signal("Sin:MyApp", 100, "V", "S");
        await signal.WriteAsync(new double[100], 1_000_000_000);
        await writer.LapAsync(1_500_000_000, 2);
        await signal.WriteAsync(new double[100]);
        await writer.EndAsync();
        return writer.SessionKey;
    }
}
