using Confluent.Kafka;
using LabSdk.Odp.Settings;

namespace LabSdk.Odp.Transport;

/// <summary>The settings that the clients are made with: ours, then the user's for everything, then the user's for one side.</summary>
internal static class ConfluentSettings
{
    public static Dictionary<string, string> Producer(KafkaTransportOptions options) => Merge(
        options,
        new Dictionary<string, string>
        {
            ["acks"] = "all",
            ["enable.idempotence"] = "true",
            ["compression.type"] = "zstd",
        },
        HiddenSettings.Reveal(options.Producer));

    public static Dictionary<string, string> Consumer(KafkaTransportOptions options, string? group) => Merge(
        options,
        new Dictionary<string, string>
        {
            ["group.id"] = Guid.NewGuid().ToString("D"),
            ["enable.auto.commit"] = "false",
            ["enable.auto.offset.store"] = "false",
        },
        HiddenSettings.Reveal(options.Consumer),
        // The reader relies on these. An offset that is gone is to be told, not jumped over.
        new Dictionary<string, string>
        {
            ["enable.partition.eof"] = "true",
            ["auto.offset.reset"] = "error",
            ["allow.auto.create.topics"] = "false",
        },
        group is null ? [] : new Dictionary<string, string> { ["group.id"] = group });

    public static Dictionary<string, string> Admin(KafkaTransportOptions options) => Merge(options, []);

    /// <summary>Makes a client; what is wrong with its settings becomes an error of ours.</summary>
    public static T Build<T>(KafkaTransportOptions options, KafkaSecrets secrets, Func<T> build)
    {
        KafkaLibrary.EnsureLoaded();
        try
        {
            return build();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or KafkaException)
        {
            // The original carries the value of the setting, which may be a secret, and is not kept.
            throw new OdpConfigurationException(
                OdpErrorKind.InvalidSettings,
                $"The settings of the Kafka client for {options.Servers} cannot be used: {secrets.Mask(error.Message)}",
                "The names and values are those of librdkafka's CONFIGURATION.md.");
        }
    }

    private static Dictionary<string, string> Merge(KafkaTransportOptions options, params IEnumerable<KeyValuePair<string, string>>[] layers)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal) { ["client.id"] = "labsdk" };
        foreach (var (name, value) in layers.Take(1).Append(HiddenSettings.Reveal(options.Common)).Concat(layers.Skip(1)).SelectMany(layer => layer))
        {
            merged[name] = value;
        }

        merged["bootstrap.servers"] = options.Servers;
        return merged;
    }
}
