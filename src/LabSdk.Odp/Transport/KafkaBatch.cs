namespace LabSdk.Odp;

/// <summary>What a reader has to tell at once.</summary>
/// <param name="Records">The records, in the order of offsets within each partition; may be empty.</param>
/// <param name="Ends">Partitions whose end was reached after these records: the offset of the next record, which is not there yet.</param>
/// <param name="Gaps">Places where records are not kept any more.</param>
public sealed record KafkaBatch(IReadOnlyList<KafkaRecord> Records, IReadOnlyList<TopicOffset> Ends, IReadOnlyList<KafkaGap> Gaps)
{
    /// <summary>True when there is nothing to tell.</summary>
    public bool IsEmpty => Records.Count == 0 && Ends.Count == 0 && Gaps.Count == 0;
}
