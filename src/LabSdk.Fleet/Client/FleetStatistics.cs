namespace LabSdk.Fleet;

/// <summary>Counters of a client since it was made.</summary>
public sealed record FleetStatistics
{
    /// <summary>Statuses that were answered.</summary>
    public long Statuses { get; init; }

    /// <summary>Statuses that failed for good.</summary>
    public long FailedStatuses { get; init; }

    /// <summary>Commands, answers and others.</summary>
    public long Commands { get; init; }

    /// <summary>Commands that came unasked.</summary>
    public long Unsolicited { get; init; }

    /// <summary>Commands that came unasked and were dropped because nobody took them.</summary>
    public long Overflow { get; init; }

    /// <summary>Successful reconnects.</summary>
    public long Reconnects { get; init; }

    /// <summary>Connects and reconnects that failed.</summary>
    public long FailedConnects { get; init; }

    /// <summary>Times the gateway closed the connection while nothing was under way.</summary>
    public long IdleCloses { get; init; }

    /// <summary>Statuses that were sent again after they had been written: the gateway may have acted on both.</summary>
    public long PossibleDuplicates { get; init; }

    /// <summary>Attempts that were not answered in time.</summary>
    public long Timeouts { get; init; }

    /// <summary>Times the gateway answered a reconnect that the identity is in use.</summary>
    public long PriorityConflicts { get; init; }

    /// <summary>Answers that named another device.</summary>
    public long DeviceDiffers { get; init; }

    /// <summary>Statuses that the client repeated by itself.</summary>
    public long KeepAlives { get; init; }

    /// <summary>Event handlers that threw.</summary>
    public long CallbackErrors { get; init; }

    /// <summary>Statuses with a time limit under 0.3 s, within which a gateway may still hold the old connection.</summary>
    public long ShortTimeouts { get; init; }

    /// <summary>Bytes written, without those of TCP.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes read, without those of TCP.</summary>
    public long BytesReceived { get; init; }

    /// <summary>The last round trip; null before the first.</summary>
    public TimeSpan? LastRoundTrip { get; init; }

    /// <summary>The median of the last 1000 round trips at most; null before the first.</summary>
    public TimeSpan? MedianRoundTrip { get; init; }

    /// <summary>When the last answer came, UTC; null before the first.</summary>
    public DateTimeOffset? LastAnswerAt { get; init; }
}
