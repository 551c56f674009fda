namespace LabSdk.Odp;

/// <summary>What became of a record that was sent.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition it went to; -1 when none was chosen before it failed.</param>
/// <param name="Offset">Where it is stored; -1 when it failed, or the broker does not tell.</param>
/// <param name="Error">Why it failed, or null when it is stored.</param>
public readonly record struct KafkaDelivery(string Topic, int Partition, long Offset, KafkaTransportException? Error)
{
    /// <summary>True when the broker has stored it.</summary>
    public bool IsStored => Error is null;
}
