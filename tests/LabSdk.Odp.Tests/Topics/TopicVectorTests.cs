using System.Text.Json;
using LabSdk.Odp.Topics;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Topics;

[Trait("Category", "Vectors")]
public class TopicVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "topics.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layout_gives_what_the_vector_expects(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        switch (Text(vector, "op"))
        {
            case "route":
                CheckRoute(vector);
                break;
            case "list_streams":
                Assert.Equal(Texts(vector.GetProperty("expect")).Order(StringComparer.Ordinal), TopicListing.Streams(Layout(vector), Text(vector, "data_source"), Texts(vector.GetProperty("topics"))).Keys);
                break;
            case "list_sources":
                Assert.Equal(Texts(vector.GetProperty("expect")).Order(StringComparer.Ordinal), TopicListing.Sources(Layout(vector), Texts(vector.GetProperty("topics"))));
                break;
            case "session_offsets":
                Assert.Equal(
                    Offsets(vector.GetProperty("expect")).OrderBy(pair => pair.Key, StringComparer.Ordinal),
                    SessionOffsets.Gather(Layout(vector), Text(vector, "data_source"), Offsets(vector.GetProperty("high_watermarks"))));
                break;
            case "read_plan":
                CheckPlan(vector);
                break;
            default:
                Assert.Fail($"No test of {Text(vector, "op")}");
                break;
        }
    }

    private static void CheckRoute(JsonElement vector)
    {
        var layout = Layout(vector);
        var (source, stream) = (Text(vector, "data_source"), Text(vector, "stream"));
        var route = stream switch
        {
            "@essential" => layout.Essentials(source),
            "@session-info" => layout.SessionInfo,
            "@system-status" => layout.SystemStatus,
            "@dead-letter" => layout.DeadLetters,
            _ => layout.Stream(source, stream),
        };
        var expected = vector.GetProperty("expect");
        int? partition = expected.GetProperty("partition").ValueKind == JsonValueKind.Null ? null : expected.GetProperty("partition").GetInt32();
        Assert.Equal(new TopicRoute(Text(expected, "topic"), partition), route);
        if (expected.TryGetProperty("partition_count", out var count))
        {
            Assert.Equal(count.GetInt32(), layout.MainPartitionCount);
        }
    }

    private static void CheckPlan(JsonElement vector)
    {
        var session = vector.GetProperty("session");
        var excludeMain = vector.TryGetProperty("exclude_main", out var exclude) && exclude.GetBoolean();
        var streams = vector.TryGetProperty("streams", out var given) && given.ValueKind == JsonValueKind.Array ? Texts(given) : null;
        var plan = ReadPlan.Create(Layout(vector), Text(session, "data_source"), TopicOffset.Of(Offsets(session.GetProperty("start_offsets"))), streams, null, excludeMain);
        var expected = vector.GetProperty("expect").EnumerateArray().Select(start => new TopicOffset(start[0].GetString()!, start[1].GetInt32(), start[2].GetInt64()));
        Assert.Equal(expected, plan.Starts);
    }

    private static TopicLayout Layout(JsonElement vector) => new(
        Text(vector, "scheme") == "legacy" ? OdpGeneration.Legacy : OdpGeneration.V21,
        Text(vector, "strategy") == "partition" ? StreamCreationStrategy.PartitionBased : StreamCreationStrategy.TopicBased,
        Text(vector, "domain"),
        vector.TryGetProperty("partition_mappings", out var mappings)
            ? [.. mappings.EnumerateArray().Select(mapping => new PartitionMapping(Text(mapping, "stream"), mapping.GetProperty("partition").GetInt32()))] : null);

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static Dictionary<string, long> Offsets(JsonElement map) => map.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt64());
}
