namespace LabSdk.Mds;

/// <summary>Counters of a client since it was made.</summary>
public sealed record MdsStatistics
{
    /// <summary>Packets that could be read, empty ones too.</summary>
    public long Packets { get; init; }

    /// <summary>Chunk bytes in them.</summary>
    public long Bytes { get; init; }

    /// <summary>Packets in the last whole seconds, per second.</summary>
    public double PacketsPerSecond { get; init; }

    /// <summary>Packets without a chunk.</summary>
    public long EmptyPackets { get; init; }

    /// <summary>Places where packets are missing.</summary>
    public long Gaps { get; init; }

    /// <summary>Packets that are missing at least: losses of a multiple of 32 cannot be seen.</summary>
    public long Missed { get; init; }

    /// <summary>Packets with the number of the one before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Packets that came late.</summary>
    public long OutOfOrder { get; init; }

    /// <summary>Packets that could not be read in the framing in use.</summary>
    public long ParseErrors { get; init; }

    /// <summary>Reports that are not MDS, handed to the application.</summary>
    public long OtherReports { get; init; }

    /// <summary>Deliveries that were skipped because a subscriber was too slow. The data were read, counted and handed to the others.</summary>
    public long Overflow { get; init; }

    /// <summary>Messages with a right checksum.</summary>
    public long Messages { get; init; }

    /// <summary>Messages with a wrong checksum.</summary>
    public long BadMessages { get; init; }

    /// <summary>Messages given up because parts are missing.</summary>
    public long AbandonedMessages { get; init; }

    /// <summary>Chunks that are no chunks of the known format, or belong to no message.</summary>
    public long StrayChunks { get; init; }

    /// <summary>Transfers that failed.</summary>
    public long LinkErrors { get; init; }

    /// <summary>How often the device came back after it was lost.</summary>
    public long Reconnects { get; init; }

    /// <summary>Event handlers that threw.</summary>
    public long CallbackErrors { get; init; }

    /// <summary>When the last packet came; null before the first.</summary>
    public DateTimeOffset? LastPacketAt { get; init; }
}
