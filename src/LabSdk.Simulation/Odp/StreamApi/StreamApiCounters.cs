namespace LabSdk.Simulation;

/// <summary>What a <see cref="StreamApiServer"/> has counted since it was started.</summary>
public sealed record StreamApiCounters
{
    /// <summary>Connections that clients have open.</summary>
    public int OpenConnections { get; init; }

    /// <summary>Packets of streams that were sent to clients.</summary>
    public long PacketsDelivered { get; init; }

    /// <summary>Packets of the essentials that were sent to clients.</summary>
    public long EssentialsDelivered { get; init; }

    /// <summary>Packets that clients wrote to streams.</summary>
    public long PacketsPublished { get; init; }

    /// <summary>Packets about sessions that clients wrote.</summary>
    public long InfoPublished { get; init; }

    /// <summary>Records that are no packets: passed over.</summary>
    public long Malformed { get; init; }

    /// <summary>Packets that a filter could not tell, because their format is not known: not delivered.</summary>
    public long UnknownFormat { get; init; }

    /// <summary>Records that were asked for and are not kept by the broker any more.</summary>
    public long LostRecords { get; init; }

    /// <summary>Records that the broker did not store.</summary>
    public long NotStored { get; init; }
}
