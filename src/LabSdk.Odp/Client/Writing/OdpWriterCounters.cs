namespace LabSdk.Odp;

/// <summary>What a writer of a session has done so far. A packet that is essential counts as two records.</summary>
public sealed record OdpWriterCounters
{
    /// <summary>Records that were handed to the broker's client.</summary>
    public long Queued { get; init; }

    /// <summary>Records that the broker has stored.</summary>
    public long Delivered { get; init; }

    /// <summary>Records that were not stored. Each is also reported once, by a write, a flush or the end.</summary>
    public long Failed { get; init; }

    /// <summary>Records whose report has not come yet.</summary>
    public long Waiting { get; init; }

    /// <summary>Bytes of the records whose report has not come yet.</summary>
    public long WaitingBytes { get; init; }

    /// <summary>Bytes of all records that were handed over, before compression.</summary>
    public long Bytes { get; init; }

    /// <summary>Samples that were handed over.</summary>
    public long Samples { get; init; }

    /// <summary>Packets of samples that were too large for one record and were cut.</summary>
    public long CutPackets { get; init; }

    /// <summary>How often writing had to wait because too much was on its way.</summary>
    public long Pauses { get; init; }
}
