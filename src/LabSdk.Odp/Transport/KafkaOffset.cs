namespace LabSdk.Odp;

/// <summary>Offsets with a meaning, as Kafka numbers them.</summary>
public static class KafkaOffset
{
    /// <summary>The place after the newest record at the moment.</summary>
    public const long Latest = -1;

    /// <summary>The oldest record that is kept.</summary>
    public const long Earliest = -2;
}
