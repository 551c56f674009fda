using System.Text.Json;

namespace LabSdk.Odp.Settings;

/// <summary>The platform's JSON files of client settings.</summary>
internal static class KafkaSettingsFile
{
    public const string Publisher = "kafka-publisher-broker.json";
    public const string Consumer = "kafka-consumer-broker.json";
    public const string Whitelist = "kafka-broker-whitelist.json";

    private const string Ending = ".json";
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    /// <summary>The file that a name means: the ending is added when it is missing.</summary>
    public static string NameOf(string given) => given.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? given : given + Ending;

    /// <summary>Reads a file of settings: one object of names and texts; numbers and flags are taken as their text.</summary>
    /// <exception cref="OdpConfigurationException">It is something else.</exception>
    public static IReadOnlyDictionary<string, string> ReadSettings(string file, string json) => Guard(file, () =>
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in Members(Parse(file, json), file))
        {
            settings[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => member.Value.GetRawText(),
                _ => throw Wrong(file, $"'{member.Name}' is not a text"),
            };
        }

        return (IReadOnlyDictionary<string, string>)settings;
    });

    /// <summary>Reads a file of rules.</summary>
    /// <exception cref="OdpConfigurationException">It is no such file.</exception>
    public static KafkaWhitelist ReadWhitelist(string file, string json) => Guard(file, () =>
    {
        var root = Parse(file, json);
        return new KafkaWhitelist(Rules(root, "Publish", file), Rules(root, "Consume", file));
    });

    private static IReadOnlyList<KafkaRule> Rules(JsonElement root, string name, string file)
    {
        var section = Members(root, file).Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(member => member.Value).FirstOrDefault();
        return section.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => [.. section.EnumerateArray().Select(rule => Rule(rule, file))],
            _ => throw Wrong(file, $"'{name}' is not a list"),
        };
    }

    private static KafkaRule Rule(JsonElement rule, string file)
    {
        var members = Members(rule, file).DistinctBy(member => member.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.OrdinalIgnoreCase);
        return members.TryGetValue("Pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String
            && members.TryGetValue("Allow", out var allow) && allow.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new KafkaRule(pattern.GetString()!, allow.ValueKind == JsonValueKind.True) : throw Wrong(file, "a rule has no Pattern (text) and Allow (true or false)");
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element, string file) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Wrong(file, "it is not an object of names");

    private static JsonElement Parse(string file, string json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        return document.RootElement.Clone();
    }

    // InvalidOperationException: a text with half of a surrogate pair, which only shows when it is taken.
    private static T Guard<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Wrong(file, error.Message, error);
        }
    }

    private static OdpConfigurationException Wrong(string file, string why, Exception? error = null) =>
        new(OdpErrorKind.InvalidSettings, $"The file '{file}' cannot be used: {why}.", "It is an object of librdkafka's names and texts, for example {\"linger.ms\": \"20\"}.", error);
}
