using System.Text.Json;
using Google.Protobuf;
using LabSdk.Testing;

namespace LabSdk.Daq.Tests.Protos;

[Trait("Category", "Vectors")]
public class ProtobufVectorTests
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public static TheoryData<string, string> Cases => Vectors.Load("daq", "protobuf.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Message_of_the_vector_parses_prints_and_encodes_again(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
        Assert.Equal(vector.GetProperty("length").GetInt32(), bytes.Length);
        var parser = ProtocolTable.Messages[vector.GetProperty("message").GetString()!].Parser;

        var message = parser.ParseFrom(bytes);

        var printed = Vectors.Parse(Json.Format(message));
        Assert.True(JsonEquality.Same(vector.GetProperty("json"), printed), printed.GetRawText());
        if (vector.GetProperty("canonical").GetBoolean())
        {
            Assert.Equal(bytes, message.ToByteArray());
        }
        else
        {
            Assert.Equal(message, parser.ParseFrom(message.ToByteArray()));
        }
    }
}
