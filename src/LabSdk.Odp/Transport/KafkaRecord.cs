namespace LabSdk.Odp;

/// <summary>A record that was read. Its bytes belong to the caller.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">Its number in the partition.</param>
/// <param name="TimestampMs">When it was sent, or stored where the topic is set up so: milliseconds since 1970 UTC; -1 for unknown.</param>
/// <param name="Key">The key; null for none.</param>
/// <param name="Value">The value; empty also where the record has none.</param>
public readonly record struct KafkaRecord(string Topic, int Partition, long Offset, long TimestampMs, byte[]? Key, byte[] Value);
