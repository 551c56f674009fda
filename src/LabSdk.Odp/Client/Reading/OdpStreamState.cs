namespace LabSdk.Odp;

/// <summary>Where the reading of a stream stands.</summary>
/// <param name="Stream">The stream; empty for the main stream and for essentials.</param>
/// <param name="Origin">The stream itself, or the essentials.</param>
/// <param name="Topic">The Kafka topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Position">The offset of the next record to read.</param>
/// <param name="End">The offset that the next record to be written gets, as far as is known.</param>
/// <param name="LastRecordTime">When the last record that was read was sent, nanoseconds since 1970-01-01 UTC; null for none.</param>
/// <param name="Condition">Reading, waiting for records, or complete.</param>
public sealed record OdpStreamState(
    string Stream, OdpPacketOrigin Origin, string Topic, int Partition, long Position, long End, ulong? LastRecordTime, OdpStreamCondition Condition)
{
    /// <summary>Records that are there and not read yet.</summary>
    public long Lag => Math.Max(0, End - Position);
}

/// <summary>What a stream is doing.</summary>
public enum OdpStreamCondition
{
    /// <summary>There are records to read.</summary>
    Reading,

    /// <summary>All that is there was read.</summary>
    AtEnd,

    /// <summary>Nothing more is to come for the sessions that are read.</summary>
    Complete,
}
