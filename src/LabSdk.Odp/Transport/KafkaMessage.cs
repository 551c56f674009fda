namespace LabSdk.Odp;

/// <summary>A record to be sent.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">The key; null is none, which is something else than an empty one.</param>
/// <param name="Value">The value.</param>
/// <param name="Partition">The partition; null lets the key decide, and chance where there is none.</param>
public sealed record KafkaMessage(string Topic, byte[]? Key, byte[] Value, int? Partition = null);
