using System.Text.Json;
using LabSdk.Odp.Formats;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Formats;

[Trait("Category", "Vectors")]
public class FormatVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "dataformat-replay.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Definitions_answer_the_lookups(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var table = new DataFormatTable(vector.GetProperty("data_source").GetString()!);
        foreach (var record in vector.GetProperty("records").EnumerateArray())
        {
            table.Apply(Convert.FromHexString(record.GetString()!));
        }

        foreach (var lookup in vector.GetProperty("lookups").EnumerateArray())
        {
            // The member that comes first is the question, the other one the answer.
            var asksForId = lookup.EnumerateObject().First(member => member.Name is "id" or "identifiers").Name == "identifiers";
            var isEvent = lookup.GetProperty("type").GetString() == "event";
            if (asksForId)
            {
                var names = lookup.GetProperty("identifiers").EnumerateArray().Select(item => item.GetString()!).ToArray();
                var found = isEvent ? table.TryGetEventId(names[0], out var id) : table.TryGetId(names, out id);
                Assert.Equal(lookup.GetProperty("id").ValueKind == JsonValueKind.Null ? null : lookup.GetProperty("id").GetString(), found ? id.ToString() : null);
            }
            else
            {
                var id = ulong.Parse(lookup.GetProperty("id").GetString()!);
                var expected = lookup.GetProperty("identifiers").ValueKind == JsonValueKind.Null ? null : lookup.GetProperty("identifiers").EnumerateArray().Select(item => item.GetString()!);
                IEnumerable<string>? actual = isEvent ? table.TryGetEvent(id, out var one) ? [one] : null : table.TryGetParameters(id, out var list) ? list : null;
                Assert.Equal(expected, actual);
            }
        }
    }
}
