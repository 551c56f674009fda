namespace LabSdk.Odp;

/// <summary>What a client has counted, over its tables and all of its readers.</summary>
public sealed record OdpCounters
{
    /// <summary>Records that came from the broker.</summary>
    public long Records { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Records that are no packets, and packets whose content is not what their type says: passed over.</summary>
    public long Malformed { get; init; }

    /// <summary>Packets whose format was never defined, or whose samples do not fit it: handed on as bytes only.</summary>
    public long Undecodable { get; init; }

    /// <summary>Records of a stream that came after its end.</summary>
    public long Late { get; init; }

    /// <summary>Packets of types that the protocol does not know: handed on as bytes.</summary>
    public long UnknownTypes { get; init; }

    /// <summary>Records that were asked for and are not kept by the broker any more.</summary>
    public long LostRecords { get; init; }

    /// <summary>How often reading had to begin anew after a failure; connections that the client library mends itself do not count.</summary>
    public long Reconnects { get; init; }

    /// <summary>Problems that were told.</summary>
    public long Problems { get; init; }

    /// <summary>The text of the last problem; null when there was none.</summary>
    public string? LastProblem { get; init; }

    /// <summary>The last places where records are not kept any more, newest last; 32 at most.</summary>
    public IReadOnlyList<KafkaGap> LostRanges { get; init; } = [];
}
