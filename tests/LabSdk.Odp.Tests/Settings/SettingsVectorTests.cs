using System.Text.Json;
using LabSdk.Odp.Settings;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Settings;

[Trait("Category", "Vectors")]
public class SettingsVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "kafka-settings.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settings_are_what_the_vector_expects(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var expected = vector.GetProperty("expect");
        switch (vector.GetProperty("op").GetString())
        {
            case "security":
                var settings = KafkaSecurity.Of(Texts(vector.GetProperty("input"))).ToClientSettings();
                Assert.Equal(expected.ValueKind == JsonValueKind.Null ? null : Sorted(Texts(expected)), settings is null ? null : Sorted(settings));
                break;
            case "override":
                var side = Enum.Parse<KafkaSide>(vector.GetProperty("side").GetString()!, ignoreCase: true);
                Assert.Equal(Sorted(Texts(expected)), Sorted(KafkaOverrides.Effective(side, Texts(vector.GetProperty("override")), Whitelist(vector))));
                break;
            case "file_name":
                Assert.Equal(expected.GetString(), KafkaSettingsFile.NameOf(vector.GetProperty("input").GetString()!));
                break;
            default:
                Assert.Fail($"No test of {vector.GetProperty("op")}");
                break;
        }
    }

    private static KafkaWhitelist Whitelist(JsonElement vector)
    {
        if (!vector.GetProperty("whitelist_exists").GetBoolean())
        {
            return KafkaWhitelist.Everything;
        }

        var rules = vector.GetProperty("rules").GetRawText();
        return KafkaSettingsFile.ReadWhitelist("w", $$"""{"Publish": {{rules}}, "Consume": {{rules}}}""");
    }

    private static Dictionary<string, string> Texts(JsonElement map) => map.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!);

    private static KeyValuePair<string, string>[] Sorted(IEnumerable<KeyValuePair<string, string>> pairs) => pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
}
