namespace LabSdk.Mds;

/// <summary>What was gathered from a device.</summary>
public sealed record MdsCollection
{
    /// <summary>The packets in the order they came.</summary>
    public IReadOnlyList<StreamPacket> Packets { get; init; } = [];

    /// <summary>The messages they add up to, abandoned ones too.</summary>
    public IReadOnlyList<ReceivedMessage> Messages { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Packets that are missing here because they came faster than they were gathered; they are counted, not lost silently.</summary>
    public long Overflow { get; init; }

    /// <summary>Why it ended before its time, for example an unplugged device; null when it did not.</summary>
    public LabException? Error { get; init; }
}
