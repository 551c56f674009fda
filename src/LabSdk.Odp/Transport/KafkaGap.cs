namespace LabSdk.Odp;

/// <summary>Records that were asked for and are not kept any more. Reading goes on with the earliest that is.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Asked">The offset that was asked for.</param>
/// <param name="Resumed">The offset where reading goes on. Smaller than the asked one when the topic was made anew.</param>
public sealed record KafkaGap(string Topic, int Partition, long Asked, long Resumed);
