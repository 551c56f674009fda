namespace LabSdk.Odp.Settings;

/// <summary>Settings of the Kafka client that a user's files change.</summary>
internal static class KafkaOverrides
{
    private const string Servers = "bootstrap.servers";
    private static readonly string[] OfReaders = ["group.id", "auto.offset.reset"];

    /// <summary>What of a file takes effect: the address never comes from one, nor what readers decide for themselves.</summary>
    public static IReadOnlyDictionary<string, string> Effective(KafkaSide side, IReadOnlyDictionary<string, string> given, KafkaWhitelist whitelist) =>
        given.Where(pair => !IsReserved(side, pair.Key) && whitelist.Allows(side, pair.Key)).ToDictionary(StringComparer.Ordinal);

    private static bool IsReserved(KafkaSide side, string setting) =>
        setting.Equals(Servers, StringComparison.OrdinalIgnoreCase) || (side == KafkaSide.Consume && OfReaders.Contains(setting, StringComparer.OrdinalIgnoreCase));
}
