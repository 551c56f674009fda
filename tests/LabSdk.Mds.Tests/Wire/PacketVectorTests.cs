using System.Text.Json;
using LabSdk.Mds.Wire;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Wire;

[Trait("Category", "Vectors")]
public class PacketVectorTests
{
    public static TheoryData<string, string> Bare => Vectors.Load("mds", "packets_bare.json");

    public static TheoryData<string, string> Length => Vectors.Load("mds", "packets_length.json");

    public static TheoryData<string, string> Detected => Vectors.Load("mds", "framing_detect.json");

    public static TheoryData<string, string> Headers => Vectors.Load("mds", "auth_header.json");

    [Theory]
    [MemberData(nameof(Bare))]
    public void Bare_packets_are_read_and_tracked(string name, string json) => Run(name, json, StreamFraming.Bare);

    [Theory]
    [MemberData(nameof(Length))]
    public void Length_packets_are_read_and_tracked(string name, string json) => Run(name, json, StreamFraming.Length);

    [Theory]
    [MemberData(nameof(Detected))]
    public void Framing_is_told_by_content(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        Assert.Equal(
            vector.GetProperty("expect").GetString() switch { "length" => StreamFraming.Length, "bare" => StreamFraming.Bare, _ => (StreamFraming?)null },
            FramingDetector.ByContent(vector.Bytes("payload")));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void Authorization_becomes_a_header_or_nothing(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var expected = vector.GetProperty("expect");
        var isHeader = AuthorizationHeader.TryParse(vector.GetProperty("input").GetString()!, out var header, out var value);
        Assert.Equal(expected.ValueKind == JsonValueKind.Object, isHeader);
        if (isHeader)
        {
            Assert.Equal((expected.GetProperty("name").GetString(), expected.GetProperty("value").GetString()), (header, value));
        }
    }

    private static void Run(string name, string json, StreamFraming framing)
    {
        Assert.NotEmpty(name);
        var tracker = default(SequenceTracker);
        foreach (var step in Vectors.Parse(json).GetProperty("steps").EnumerateArray())
        {
            var isRead = StreamPacketReader.TryRead(step.Bytes("buffer"), framing, out var sequence, out var chunk);

            // Only -22 is a bad packet; other codes come from the upload that follows.
            Assert.Equal(step.GetProperty("rc").GetInt32() != -22, isRead);
            if (!isRead)
            {
                continue;
            }

            Assert.Equal(step.GetProperty("sequence").GetInt32(), sequence);
            Assert.Equal(step.GetProperty("data").GetString(), Convert.ToHexStringLower(chunk));
            Assert.Equal(step.GetProperty("length").GetInt32(), chunk.Length);
            var expected = step.GetProperty("tracker");
            var next = tracker.Expected;
            var status = tracker.Next(sequence, out var missed);
            Assert.Equal(expected.GetProperty("status").GetString(), JsonNamingPolicy.CamelCase.ConvertName(status.ToString()));
            if (expected.TryGetProperty("expected", out var wanted))
            {
                Assert.Equal(wanted.GetInt32(), next);
            }

            if (expected.TryGetProperty("missed", out var missing))
            {
                Assert.Equal(missing.GetInt32(), missed);
            }
        }
    }
}
