using System.Globalization;
using System.Text.Json;

namespace LabSdk.Odp.Client;

/// <summary>The platform's StreamingApiConfiguration as JSON. Names do not depend on case.</summary>
internal static class OdpOptionsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    public static OdpOptions Read(string path, Func<string, string?> environment, out string? servers)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), environment, out servers);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidSettings, $"The file '{path}' cannot be used: {error.Message}", "It is an object with BrokerUrl, StreamCreationStrategy and so on.", error);
        }
    }

    internal static OdpOptions Parse(string json, Func<string, string?> environment, out string? servers)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        var root = Members(document.RootElement);

        // Some files hold the whole configuration of a server, with ours in a section.
        if (root.TryGetValue("StreamApiConfig", out var section) && section.ValueKind == JsonValueKind.Object)
        {
            root = Members(section);
        }

        servers = Text(root, "BrokerUrl");
        var security = root.TryGetValue("Security", out var secured) && secured.ValueKind == JsonValueKind.Object
            ? Members(secured).Where(pair => pair.Value.ValueKind == JsonValueKind.String).ToDictionary(pair => pair.Key, pair => pair.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
            : [];
        var options = new OdpOptions
        {
            Strategy = Strategy(root),
            PartitionMappings = Mappings(root),
            Domain = Text(root, "Domain") ?? "",
            Security = KafkaSecurity.Of(security, environment),
            PublisherSettingsFile = Text(root, "KafkaPublisherConfigFilePath") ?? Settings.KafkaSettingsFile.Publisher,
            ConsumerSettingsFile = Text(root, "KafkaConsumerConfigFilePath") ?? Settings.KafkaSettingsFile.Consumer,
            WhitelistFile = Text(root, "KafkaWhitelistFilePath") ?? Settings.KafkaSettingsFile.Whitelist,
        };
        return root.TryGetValue("InitialisationTimeoutSeconds", out var timeout) && timeout.TryGetInt32(out var seconds) && seconds > 1
            ? options with { InitialisationTimeout = TimeSpan.FromSeconds(seconds) } : options;
    }

    // The platform's default, where nothing is said, is partitions; without mappings that is the main stream alone.
    private static StreamCreationStrategy Strategy(Dictionary<string, JsonElement> root) => !root.TryGetValue("StreamCreationStrategy", out var value)
        ? StreamCreationStrategy.PartitionBased
        : value.ValueKind == JsonValueKind.Number ? (StreamCreationStrategy)value.GetInt32()
        : Enum.TryParse<StreamCreationStrategy>(value.GetString(), ignoreCase: true, out var named) ? named
        : throw new FormatException($"StreamCreationStrategy is '{value}', and may be PartitionBased or TopicBased.");

    private static List<PartitionMapping> Mappings(Dictionary<string, JsonElement> root) =>
        root.TryGetValue("PartitionMappings", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(Members).Select(each => new PartitionMapping(
                Text(each, "Stream") ?? "", int.Parse(Text(each, "Partition") ?? "0", NumberStyles.Integer, CultureInfo.InvariantCulture)))] : [];

    private static string? Text(Dictionary<string, JsonElement> members, string name) => members.TryGetValue(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    private static Dictionary<string, JsonElement> Members(JsonElement element) => element.ValueKind != JsonValueKind.Object
        ? throw new FormatException("It is not an object of names.")
        : element.EnumerateObject().DistinctBy(member => member.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.OrdinalIgnoreCase);
}
