namespace LabSdk.Odp;

/// <summary>
/// What became of the records of a reading. Between two items Records = Packets + OtherSessions + WithoutKey + Malformed +
/// Undecodable + Held + Late + Repeated + Unwanted: nothing goes unseen.
/// </summary>
public sealed record OdpReaderCounters
{
    /// <summary>Records that came.</summary>
    public long Records { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Packets that were delivered, or decoded for delivery.</summary>
    public long Packets { get; init; }

    /// <summary>Records of other sessions: they share the topics.</summary>
    public long OtherSessions { get; init; }

    /// <summary>Records without a session, such as definitions of formats.</summary>
    public long WithoutKey { get; init; }

    /// <summary>Records that are no packets, and packets whose content is not what their type says.</summary>
    public long Malformed { get; init; }

    /// <summary>Packets that could not be decoded: a format that was never defined, or samples that do not fit it.</summary>
    public long Undecodable { get; init; }

    /// <summary>Packets that wait for the definition of their format.</summary>
    public long Held { get; init; }

    /// <summary>Records of a stream that came after its end.</summary>
    public long Late { get; init; }

    /// <summary>Records and essential copies that were delivered before.</summary>
    public long Repeated { get; init; }

    /// <summary>Packets that the filter or the chosen signals leave out.</summary>
    public long Unwanted { get; init; }

    /// <summary>Packets of types that the protocol does not know; they are delivered as bytes.</summary>
    public long UnknownTypes { get; init; }

    /// <summary>Records that are not kept by the broker any more; see <see cref="LostRanges"/>.</summary>
    public long LostRecords { get; init; }

    /// <summary>How often reading had to begin anew.</summary>
    public long Reconnects { get; init; }

    /// <summary>The last problem; null when there was none.</summary>
    public string? LastProblem { get; init; }

    /// <summary>The last places where records are not kept any more, newest last.</summary>
    public IReadOnlyList<KafkaGap> LostRanges { get; init; } = [];
}
