using System.Text.Json;
using LabSdk.Odp.Filtering;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Filtering;

[Trait("Category", "Vectors")]
public class FilterVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "filter.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Filter_delivers_what_the_vector_says(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var request = vector.GetProperty("request");
        var filter = new PacketFilter(
            new OdpPacketFilter
            {
                IncludeParameters = Texts(request, "include_parameters"),
                ExcludeParameters = Texts(request, "exclude_parameters"),
                IncludeEvents = Texts(request, "include_events"),
                ExcludeEvents = Texts(request, "exclude_events"),
                IncludeMarkers = request.TryGetProperty("include_markers", out var markers) && markers.GetBoolean(),
            },
            VectorFormats.Read(vector));
        var packets = vector.GetProperty("packets").EnumerateArray().ToArray();
        Assert.Equal(
            packets.Select(packet => packet.GetProperty("delivered").GetBoolean()),
            packets.Select(packet => filter.Decide(packet.GetProperty("packet_type").GetString()!, Convert.FromHexString(packet.GetProperty("content_hex").GetString()!)) == FilterVerdict.Delivered));
    }

    private static string[] Texts(JsonElement request, string name) =>
        request.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
