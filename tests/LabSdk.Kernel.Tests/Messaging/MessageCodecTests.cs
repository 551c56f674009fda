using System.Text;
using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Tests.Messaging;

public class MessageCodecTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a0b1-key");

    [Fact]
    public void Signature_is_that_of_the_reference()
    {
        // hmac.new(b"a0b1-key", b"{}{}{}{}", "sha256").hexdigest() of Python 3.11
        using var signer = new MessageSigner(Key);
        Assert.Equal("639ea14ed595097f2a33d3f037aec7a2f809ecf002108d0e83507d6a42ece256", Encoding.ASCII.GetString(signer.Sign("{}"u8, "{}"u8, "{}"u8, "{}"u8)));
    }

    [Fact]
    public void Message_comes_back_with_its_identities_and_buffers()
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        var frames = Encode(codec, """{"code":"1"}""");
        var message = codec.Decode([7], [[1], .. frames, [9, 9]]);
        Assert.Equal("execute_request", message.Type);
        Assert.Equal([[7], [1]], message.Identities);
        Assert.Equal("1", message.Read(Wire.Json.ExecuteRequest).Code);
        Assert.Equal(new byte[] { 9, 9 }, Assert.Single(message.Buffers).ToArray());
    }

    [Fact]
    public void Missing_fields_have_the_defaults_of_the_protocol()
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        var request = codec.Decode([7], Encode(codec, """{"code":"1"}""")).Read(Wire.Json.ExecuteRequest);
        Assert.True(request is { Silent: false, StoreHistory: true, StopOnError: true, AllowStdin: false, UserExpressions: null });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Any_changed_part_breaks_the_signature(int part)
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        var frames = Encode(codec, """{"code":"1"}""");
        frames[part][^1] ^= 1;
        Assert.Equal("LAB-KERN-0003", Assert.Throws<ProtocolException>(() => codec.Decode([7], frames)).ErrorId);
    }

    [Fact]
    public void Unsigned_and_otherwise_signed_messages_are_refused()
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        using var other = new MessageCodec(Encoding.ASCII.GetBytes("other"), TimeProvider.System);
        using var none = new MessageCodec(default, TimeProvider.System);
        foreach (var frames in new[] { Encode(other, "{}"), Encode(none, "{}") })
        {
            Assert.Equal("LAB-KERN-0003", Assert.Throws<ProtocolException>(() => codec.Decode([7], frames)).ErrorId);
        }
    }

    [Fact]
    public void Signature_is_checked_before_anything_is_parsed()
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        var frames = Encode(codec, "{}");
        frames[2] = "not json"u8.ToArray();
        Assert.Equal("LAB-KERN-0003", Assert.Throws<ProtocolException>(() => codec.Decode([7], frames)).ErrorId);
    }

    [Fact]
    public void Replayed_message_is_refused()
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        var frames = Encode(codec, "{}");
        codec.Decode([7], frames);
        Assert.Equal("LAB-KERN-0004", Assert.Throws<ProtocolException>(() => codec.Decode([8], frames)).ErrorId);
    }

    [Fact]
    public void Empty_key_turns_signing_off()
    {
        using var codec = new MessageCodec(default, TimeProvider.System);
        var frames = Encode(codec, "{}");
        Assert.Empty(frames[1]);
        codec.Decode([7], frames);
        codec.Decode([7], frames);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Too_few_frames_are_not_a_message(int frames)
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        Assert.Equal("LAB-KERN-0002", Assert.Throws<ProtocolException>(() => codec.Decode([7], Encode(codec, "{}")[..frames])).ErrorId);
    }

    [Theory]
    [InlineData("""{"code":null}""")]
    [InlineData("""{"code":1}""")]
    [InlineData("""{"code":"a","silent":"yes"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public void Content_of_another_shape_is_a_typed_error(string content)
    {
        using var codec = new MessageCodec(Key, TimeProvider.System);
        var message = codec.Decode([7], Encode(codec, content));
        Assert.Equal("LAB-KERN-0002", Assert.Throws<ProtocolException>(() => message.Read(Wire.Json.ExecuteRequest)).ErrorId);
    }

    [Fact]
    public void Seen_signatures_are_bounded()
    {
        var seen = new SeenSignatures(2);
        Assert.True(seen.TryAdd("a"u8) && seen.TryAdd("b"u8));
        Assert.False(seen.TryAdd("a"u8));
        Assert.True(seen.TryAdd("c"u8));
        Assert.True(seen.TryAdd("a"u8));
    }

    private static byte[][] Encode(MessageCodec codec, string content) =>
        [.. codec.Encode([], "execute_request", MessageCodec.EmptyObject, MessageCodec.EmptyObject, Encoding.UTF8.GetBytes(content)).Select(frame => frame.ToArray())];
}
