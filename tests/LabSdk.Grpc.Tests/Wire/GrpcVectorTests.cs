using System.Buffers;
using System.Text.Json;
using Grpc.Core;
using LabSdk.Grpc.Wire;
using LabSdk.Testing;

namespace LabSdk.Grpc.Tests.Wire;

/// <summary>Every kind of case of the recorded gRPC vectors.</summary>
[Trait("Category", "Vectors")]
public sealed class GrpcVectorTests
{
    private static readonly HashSet<string> Kinds =
    [
        "frame", "frame_error", "grpc_message", "grpc_message_decode", "grpc_timeout_parse", "grpc_timeout_parse_error",
        "grpc_timeout_format", "http_status", "rst_stream", "metadata_bin", "metadata_key",
    ];

    public static TheoryData<string, string> Frames => Load("frame");

    public static TheoryData<string, string> FrameErrors => Load("frame_error");

    public static TheoryData<string, string> Messages => Load("grpc_message");

    public static TheoryData<string, string> LenientMessages => Load("grpc_message_decode");

    public static TheoryData<string, string> Timeouts => Load("grpc_timeout_parse");

    public static TheoryData<string, string> BadTimeouts => Load("grpc_timeout_parse_error");

    public static TheoryData<string, string> TimeoutTexts => Load("grpc_timeout_format");

    public static TheoryData<string, string> HttpStatuses => Load("http_status");

    public static TheoryData<string, string> Resets => Load("rst_stream");

    public static TheoryData<string, string> BinaryValues => Load("metadata_bin");

    public static TheoryData<string, string> Keys => Load("metadata_key");

    [Fact]
    public void Every_kind_has_a_test() =>
        Assert.All(Vectors.Read("daq", "grpc.json").EnumerateArray(), item => Assert.Contains(item.GetProperty("kind").GetString()!, Kinds));

    [Theory]
    [MemberData(nameof(Frames))]
    public void Stream_splits_into_its_messages(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        var expected = item.GetProperty("messages").EnumerateArray().Select(message => message.GetString()!);
        Assert.Equal(expected, Split(item).Select(Convert.ToHexStringLower));
    }

    [Theory]
    [MemberData(nameof(FrameErrors))]
    public void Broken_stream_ends_with_its_code(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        Assert.Equal(CodeOf(item), Assert.Throws<RpcException>(() => Split(item)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_is_encoded_and_decoded(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        Assert.Equal(Text(item, "encoded"), PercentEncoding.Encode(Text(item, "text")));
        Assert.Equal(Text(item, "text"), PercentEncoding.Decode(Text(item, "encoded")));
    }

    [Theory]
    [MemberData(nameof(LenientMessages))]
    public void Message_is_decoded_leniently(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        Assert.Equal(Text(item, "text"), PercentEncoding.Decode(Text(item, "encoded")));
    }

    [Theory]
    [MemberData(nameof(Timeouts))]
    public void Timeout_is_parsed(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        Assert.True(GrpcTimeout.TryParse(Text(item, "text"), out Int128 nanoseconds));
        Assert.Equal(item.GetProperty("nanoseconds").GetDecimal(), (decimal)nanoseconds);
    }

    [Theory]
    [MemberData(nameof(BadTimeouts))]
    public void Bad_timeout_is_refused(string name, string json)
    {
        _ = name;
        Assert.False(GrpcTimeout.TryParse(Text(Vectors.Parse(json), "text"), out Int128 _));
    }

    [Theory]
    [MemberData(nameof(TimeoutTexts))]
    public void Timeout_is_formatted(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        Assert.Equal(Text(item, "text"), GrpcTimeout.Format(TimeSpan.FromMilliseconds(item.GetProperty("milliseconds").GetDouble())));
    }

    [Theory]
    [MemberData(nameof(HttpStatuses))]
    public void Http_status_maps_to_a_code(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        Assert.Equal(CodeOf(item), StatusMapping.FromHttpStatus(item.GetProperty("http_status").GetInt32()));
    }

    [Theory]
    [MemberData(nameof(Resets))]
    public void Reset_maps_to_a_code(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        Assert.Equal(CodeOf(item), StatusMapping.FromHttp2Error(item.GetProperty("http2_code").GetInt64()));
    }

    [Theory]
    [MemberData(nameof(BinaryValues))]
    public void Binary_metadata_is_encoded_and_accepted(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        var bytes = Convert.FromHexString(Text(item, "hex"));
        Assert.Equal(Text(item, "emit"), BinaryMetadata.Encode(bytes));
        foreach (var form in item.GetProperty("accept").EnumerateArray())
        {
            Assert.True(BinaryMetadata.TryDecode(form.GetString(), out var decoded));
            Assert.Equal(bytes, decoded);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Metadata_key_is_judged(string name, string json)
    {
        _ = name;
        var item = Vectors.Parse(json);
        var (key, allowed) = (Text(item, "key"), item.GetProperty("allowed").GetBoolean());
        Assert.Equal(allowed, MetadataKeys.IsAllowed(key));
        var thrown = Record.Exception(() => key.EndsWith("-bin", StringComparison.Ordinal) ? new Metadata.Entry(key, [1]) : new Metadata.Entry(key, "x"));
        Assert.Equal(allowed, thrown is null);
    }

    private static List<byte[]> Split(JsonElement item)
    {
        var encodingName = item.TryGetProperty("grpc_encoding", out var named) ? named.GetString() : null;
        var limit = item.TryGetProperty("max_receive", out var given) ? given.GetInt32() : int.MaxValue;
        return MessageSplitter.SplitAll(
            new ReadOnlySequence<byte>(Convert.FromHexString(Text(item, "stream_hex"))), encodingName, new MessageLimits(limit));
    }

    private static StatusCode CodeOf(JsonElement item) =>
        Enum.Parse<StatusCode>(Text(item, "code").Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static TheoryData<string, string> Load(string kind) => Vectors.Load("daq", "grpc.json", kind);
}
