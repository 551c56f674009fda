namespace LabSdk.Odp.Settings;

/// <summary>
/// Settings of the Kafka client by generation. Deliberately not taken over from v21: acks 1 without idempotence and a million
/// requests in flight, which lose and reorder records when a broker fails; every record here is acknowledged and in order.
/// </summary>
internal static class KafkaDefaults
{
    /// <summary>For writing.</summary>
    public static IReadOnlyDictionary<string, string> Producer(OdpGeneration generation) => generation == OdpGeneration.Legacy
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["compression.type"] = "zstd",
            ["acks"] = "all",
            ["enable.idempotence"] = "true",
        }
        : new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["compression.type"] = "zstd",
            ["linger.ms"] = "20",
            ["batch.size"] = "4194304",
            ["queue.buffering.max.messages"] = "2000000",
            ["queue.buffering.max.kbytes"] = "2097152",
            ["message.max.bytes"] = "4194304",
            ["message.timeout.ms"] = "600000",
            ["acks"] = "all",
            ["enable.idempotence"] = "true",
        };

    /// <summary>For reading: offsets are always explicit, and one that is gone is an error to be told, not a jump.</summary>
    public static IReadOnlyDictionary<string, string> Consumer(OdpGeneration generation)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["enable.auto.commit"] = "false", ["auto.offset.reset"] = "error" };
        if (generation == OdpGeneration.V21)
        {
            settings["session.timeout.ms"] = "45000";
        }

        return settings;
    }
}
