namespace LabSdk.Mds;

/// <summary>What a chunk is and what it did to its message.</summary>
public readonly record struct ChunkInfo
{
    /// <summary>Where it stands in its message.</summary>
    public ChunkKind Kind { get; init; }

    /// <summary>What it did to the message in progress.</summary>
    public ChunkResult Result { get; init; }

    /// <summary>Where its data begin in the message, in bytes; null when the chunk does not say.</summary>
    public long? Offset { get; init; }

    /// <summary>Number of its message from 1; 0 when it belongs to none.</summary>
    public long Message { get; init; }

    /// <summary>Bytes of the message received so far, with this chunk.</summary>
    public int Received { get; init; }

    /// <summary>Bytes of the whole message; 0 when unknown.</summary>
    public int Total { get; init; }

    /// <summary>What the message holds, known from its first chunk on; null when unknown.</summary>
    public MdsMessageType? MessageType { get; init; }

    /// <summary>The kind of its first event, known from its first chunk on; null when unknown.</summary>
    public MdsEventType? EventType { get; init; }

    /// <summary>The checksum of the message that this chunk completes; null when it completes none.</summary>
    public bool? IsValid { get; init; }
}
