using Google.Protobuf;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Protos;

[Trait("Category", "Vectors")]
public class MessageVectorTests
{
    public static TheoryData<string, string> Messages => Vectors.Load("odp", "messages.json");

    public static TheoryData<string, string> Tolerated => Vectors.Load("odp", "decode-tolerance.json");

    public static TheoryData<string, string> Malformed => Vectors.Load("odp", "malformed.json");

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_decodes_to_the_fields_and_encodes_to_the_bytes(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
        var message = vector.GetProperty("message").GetString()!;
        Check(message, bytes, vector);
        if (vector.TryGetProperty("inner", out var inner))
        {
            Assert.True(new EnvelopeReader().TryRead(bytes, out var packet));
            Assert.Equal(inner.GetProperty("message").GetString(), PacketTypes.ContentOf(packet.Type)!.FullName);
            Check(inner.GetProperty("message").GetString()!, packet.Content.ToArray(), inner);
        }
    }

    [Theory]
    [MemberData(nameof(Tolerated))]
    public void Form_that_is_tolerated_decodes_to_the_fields(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
        var message = vector.GetProperty("message").GetString()!;
        var decoded = ProtocolTable.Messages[message].Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
        Assert.Equal(ProtocolTable.Read(message, vector.GetProperty("fields")), decoded);
        CheckEnvelope(message, bytes);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_bytes_are_rejected(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        Assert.Equal("reject", vector.GetProperty("expect").GetString());
        var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
        var message = vector.GetProperty("message").GetString()!;
        Assert.ThrowsAny<InvalidProtocolBufferException>(() => ProtocolTable.Messages[message].Parser.ParseFrom(bytes));
        if (message == Packet.Descriptor.FullName)
        {
            Assert.False(new EnvelopeReader().TryRead(bytes, out _));
            var error = Assert.Throws<OdpProtocolException>(() => PacketContent.Parse(Packet.Parser, bytes));
            Assert.Equal((OdpErrorKind.Malformed, OdpErrorIds.Malformed), (error.Kind, error.ErrorId));
        }

        var type = PacketTypes.Of(ProtocolTable.Messages[message]);
        if (PacketTypes.HasSamples(type))
        {
            Assert.Equal(OdpErrorKind.Malformed, new SampleDecoder(new AnyFormat()).Decode(type, bytes).Problem);
        }
    }

    private static void Check(string message, byte[] bytes, System.Text.Json.JsonElement vector)
    {
        var expected = ProtocolTable.Read(message, vector.GetProperty("fields"));
        var parser = ProtocolTable.Messages[message].Parser;
        var decoded = parser.ParseFrom(bytes);
        Assert.Equal(expected, decoded);
        if (vector.GetProperty("encode_exact").GetBoolean())
        {
            Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(expected.ToByteArray()));
        }
        else
        {
            Assert.Equal(expected, parser.ParseFrom(expected.ToByteArray()));
        }

        CheckEnvelope(message, bytes);
    }

    // Records are opened by a reader of our own, which has to agree.
    private static void CheckEnvelope(string message, byte[] bytes)
    {
        if (message == Packet.Descriptor.FullName)
        {
            var expected = Packet.Parser.ParseFrom(bytes);
            Assert.True(new EnvelopeReader().TryRead(bytes, out var packet));
            Assert.Equal(
                (expected.Type, expected.SessionKey, expected.IsEssential, expected.Id, Convert.ToHexString(expected.Content.Span)),
                (packet.Type, packet.SessionKey, packet.IsEssential, packet.Id, Convert.ToHexString(packet.Content.Span)));
        }
    }
}
