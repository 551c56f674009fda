using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>python3-kafka: a second implementation of the protocol that shares no code with librdkafka.</summary>
public class PythonKafkaTests
{
    [Fact]
    public async Task Writes_reads_divides_work_and_asks_for_times()
    {
        await using var broker = SimulatedBroker.Start();
        var script = Path.Combine(RepositoryRoot.Path, "tests", "LabSdk.Simulation.Tests", "Odp", "kafka_client.py");
        var seen = Vectors.Parse(await Programs.RunAsync("/usr/bin/python3", [script, broker.Address]));

        Assert.Equal("exists", seen.GetProperty("again").GetString());
        Assert.Equal(["python"], seen.GetProperty("topics").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal("[3,99]", Compact("last_place"));
        Assert.Equal("[0,0,0,0]", Compact("beginning"));
        Assert.Equal("[101,100,100,100]", Compact("end"));
        Assert.Equal("[[50,1000200],[50,1000201],[50,1000202],[50,1000203]]", Compact("by_time"));
        Assert.Equal("null", Compact("no_time"));
        Assert.All(["values", "ordered", "big"], name => Assert.True(seen.GetProperty(name).GetBoolean(), name));
        Assert.Equal("[\"k1\",1000001,[[\"unit\",\"mm\"]]]", Compact("first"));
        Assert.Equal(401, seen.GetProperty("group").GetInt32());
        Assert.Equal("[101,100,100,100]", Compact("committed"));
        Assert.Equal("[[\"team\",\"consumer\"]]", Compact("groups"));
        Assert.Equal(0, broker.Statistics.Problems);

        string Compact(string name) => seen.GetProperty(name).GetRawText().Replace(" ", "", StringComparison.Ordinal);
    }
}
