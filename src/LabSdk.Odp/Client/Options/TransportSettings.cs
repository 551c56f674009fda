using LabSdk.Odp.Settings;

namespace LabSdk.Odp.Client;

/// <summary>Puts the settings of the Kafka client together: ours, those of the user's files, security, the user's own.</summary>
internal static class TransportSettings
{
    // With librdkafka's own 10 s a live reader would miss nothing, but show nothing for so long after an outage.
    private const string LongestBackoffMs = "2000";

    // Of librdkafka's own 64 MiB a reader that is slow would take all, each.
    private const string ReadAheadKiB = "16384";

    /// <exception cref="OdpConfigurationException">A file or setting cannot be used.</exception>
    public static KafkaTransportOptions Of(string servers, OdpOptions options, OdpGeneration generation)
    {
        var whitelist = Read(options.WhitelistFile, KafkaSettingsFile.ReadWhitelist) ?? KafkaWhitelist.Everything;
        var consumer = Merge(
            new Dictionary<string, string> { ["queued.max.messages.kbytes"] = ReadAheadKiB },
            KafkaDefaults.Consumer(generation),
            OfFile(options.ConsumerSettingsFile, KafkaSide.Consume, whitelist),
            options.ConsumerSettings);
        return new KafkaTransportOptions
        {
            Servers = servers,
            Common = Merge(new Dictionary<string, string> { ["reconnect.backoff.max.ms"] = LongestBackoffMs }, options.Security?.ToClientSettings() ?? new Dictionary<string, string>(), options.KafkaSettings),
            Producer = Merge(KafkaDefaults.Producer(generation), OfFile(options.PublisherSettingsFile, KafkaSide.Publish, whitelist), options.ProducerSettings),
            Consumer = consumer,
            RequestTimeout = options.RequestTimeout,
            Time = options.Time,
        };
    }

    private static IReadOnlyDictionary<string, string> OfFile(string? file, KafkaSide side, KafkaWhitelist whitelist) =>
        KafkaOverrides.Effective(side, Read(file, KafkaSettingsFile.ReadSettings) ?? new Dictionary<string, string>(), whitelist);

    // A file that is not there changes nothing, as on the platform.
    private static T? Read<T>(string? file, Func<string, string, T> read)
        where T : class
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        var name = KafkaSettingsFile.NameOf(file);
        try
        {
            return read(name, File.ReadAllText(name));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidSettings, $"The file '{name}' cannot be read: {error.Message}", innerException: error);
        }
    }

    private static Dictionary<string, string> Merge(params IReadOnlyDictionary<string, string>[] layers)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in layers.SelectMany(HiddenSettings.Reveal))
        {
            merged[name] = value;
        }

        return merged;
    }
}
