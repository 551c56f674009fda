namespace LabSdk.Mds;

/// <summary>One stream packet: a sequence number and one chunk.</summary>
public readonly record struct StreamPacket
{
    /// <summary>Number of this packet in the life of the client, from 0.</summary>
    public long Index { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>0 to 31; -1 for a chunk that came without a packet, for example on a console.</summary>
    public int Sequence { get; init; }

    /// <summary>What the number says about the packets before.</summary>
    public SequenceStatus Status { get; init; }

    /// <summary>For a gap how many packets are missing at least; otherwise 0.</summary>
    public int Missed { get; init; }

    /// <summary>The chunk; may be empty.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Length of the chunk in bytes.</summary>
    public int Length => Data.Length;

    /// <summary>What the chunk is.</summary>
    public ChunkInfo Chunk { get; init; }
}
