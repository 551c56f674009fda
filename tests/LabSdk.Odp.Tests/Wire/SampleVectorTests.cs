using System.Text.Json;
using LabSdk.Odp.Wire;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Wire;

[Trait("Category", "Vectors")]
public class SampleVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "samples.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Packet_expands_to_the_rows_or_names_the_problem(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var content = Convert.FromHexString(vector.GetProperty("content_hex").GetString()!);
        var decoding = new SampleDecoder(VectorFormats.Read(vector)).Decode(vector.GetProperty("packet_type").GetString()!, content);
        if (vector.TryGetProperty("error", out var error))
        {
            Assert.Equal(error.GetString(), decoding.Problem switch
            {
                OdpErrorKind.UnknownFormat => "unknown_format",
                OdpErrorKind.Shape => "shape",
                OdpErrorKind.Malformed => "malformed",
                _ => "none",
            });
            var thrown = Assert.Throws<OdpProtocolException>(decoding.OrThrow);
            Assert.Equal(decoding.Problem, thrown.Kind);
            return;
        }

        Assert.Null(decoding.Problem);
        Assert.Equal(vector.GetProperty("rows").EnumerateArray().Select(Expected), ExpandedRow.Of(decoding.OrThrow()));
    }

    private static ExpandedRow Expected(JsonElement row) => new(
        row[0].GetString()!,
        ulong.Parse(row[1].GetString()!),
        row[2].ValueKind switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => row[2].GetString()!,
            _ => row[2].GetDouble().ToString("R"),
        },
        row[3].ValueKind == JsonValueKind.Number ? row[3].GetInt32() : (int)Enum.Parse<SampleStatus>(row[3].GetString()!["DATA_STATUS_".Length..], ignoreCase: true));
}
