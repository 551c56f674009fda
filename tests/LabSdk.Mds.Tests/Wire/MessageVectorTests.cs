using System.Globalization;
using System.Text.Json;
using LabSdk.Mds.Wire;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Wire;

[Trait("Category", "Vectors")]
public class MessageVectorTests
{
    public static TheoryData<string, string> Messages => Vectors.Load("mds", "chunk_messages.json");

    [Theory]
    [MemberData(nameof(Messages))]
    public void Messages_are_decoded_as_in_the_vector(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var chunks = vector.GetProperty("chunks").EnumerateArray().Select(chunk => Convert.FromHexString(chunk.GetString()!)).ToArray();
        var assembler = new ChunkAssembler();
        List<MdsMessage> messages = [];
        foreach (var chunk in chunks)
        {
            if (assembler.Add(chunk, out var bytes, out var isValid) is ChunkResult.Single or ChunkResult.Complete)
            {
                messages.Add(MessageReader.Read(bytes, isValid));
            }
        }

        var expected = vector.GetProperty("messages").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, messages.Count);
        Assert.All(expected.Zip(messages), pair => Same(pair.First, pair.Second));
    }

    private static void Same(JsonElement expected, MdsMessage message)
    {
        Assert.Null(message.Problem);
        Assert.Equal(expected.GetProperty("crcValid").GetBoolean(), message.IsValid);
        Assert.Equal(expected.GetProperty("totalLength").GetInt32(), message.Bytes.Length);
        Assert.Equal(expected.GetProperty("crc16").GetInt32(), Crc16.Compute(message.Bytes.Span));
        Assert.Equal(expected.GetProperty("typeByte").GetInt32(), message.Bytes.Span[0]);
        Assert.Equal(
            expected.GetProperty("messageType").GetString() switch
            {
                "coredump" => MdsMessageType.Coredump,
                "event" => MdsMessageType.Event,
                "log" => MdsMessageType.Log,
                _ => MdsMessageType.Recording,
            },
            message.Type);
        Assert.Equal(expected.GetProperty("rle").GetBoolean(), message.IsRunLengthCoded);
        Assert.Equal(expected.GetProperty("hasProjectKey").GetBoolean(), message.ProjectKey is not null);
        if (expected.TryGetProperty("projectKey", out var key) && key.GetString() is { } text)
        {
            Assert.Equal(text, message.ProjectKey!.Reveal());
            Assert.DoesNotContain(text, message.ToString(), StringComparison.Ordinal);
        }

        if (expected.TryGetProperty("decodedPayload", out var decoded) && decoded.GetString() is { } hex)
        {
            Assert.Equal(hex, Convert.ToHexStringLower(message.Content.Span));
        }

        if (message.Type == MdsMessageType.Coredump)
        {
            Assert.NotNull(message.Coredump);
            return;
        }

        Assert.Equal(expected.GetProperty("eventTypes").EnumerateArray().Select(each => each.GetString()), message.Events.Select(Name));
        Assert.True(new CborReader(message.Content.Span).TryRead(out var value));
        SameCbor(expected.GetProperty("cbor"), value);
    }

    private static string Name(MdsEvent each) => each.Type switch
    {
        MdsEventType.Heartbeat => "heartbeat",
        MdsEventType.Trace => "trace",
        MdsEventType.Logs => "logs",
        MdsEventType.TimedLogs => "logsTimestamped",
        MdsEventType.Recording => "cdr",
        _ => each.Type.ToString(),
    };

    private static void SameCbor(JsonElement expected, object? value)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when expected.TryGetProperty("$bytes", out var bytes):
                Assert.Equal(bytes.GetString(), Convert.ToHexStringLower(Assert.IsType<byte[]>(value)));
                break;
            case JsonValueKind.Object:
                var map = Assert.IsType<CborMap>(value);
                Assert.Equal(expected.EnumerateObject().Count(), map.Entries.Count);
                Assert.All(expected.EnumerateObject().Zip(map.Entries), pair =>
                {
                    Assert.Equal(pair.First.Name, Convert.ToString(pair.Second.Key, CultureInfo.InvariantCulture));
                    SameCbor(pair.First.Value, pair.Second.Value);
                });
                break;
            case JsonValueKind.Array:
                Assert.All(expected.EnumerateArray().Zip(Assert.IsType<object?[]>(value)), pair => SameCbor(pair.First, pair.Second));
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), value);
                break;
            case JsonValueKind.Null:
                Assert.Null(value);
                break;
            default:
                Assert.Equal(expected.GetBoolean(), value);
                break;
        }
    }
}
