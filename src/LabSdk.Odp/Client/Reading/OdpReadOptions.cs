namespace LabSdk.Odp;

/// <summary>What to read.</summary>
public sealed record OdpReadOptions
{
    /// <summary>
    /// The data source whose sessions are read. Null, the default, for that of the client's options. Not used with
    /// <see cref="SessionKey"/>: a session knows its own.
    /// </summary>
    public string? DataSource { get; init; }

    /// <summary>Exactly this session; the pattern then does not count. Null, the default, for all that match.</summary>
    public string? SessionKey { get; init; }

    /// <summary>Identifiers of sessions to read, with <c>*</c> and <c>?</c>; case counts. Default <c>*</c>.</summary>
    public string IdentifierPattern { get; init; } = "*";

    /// <summary>Live sessions, complete ones, or both. Default live.</summary>
    public OdpReadingType ReadingType { get; init; } = OdpReadingType.Live;

    /// <summary>Where live sessions are begun. Default with their first record.</summary>
    public OdpLiveStart LiveStart { get; init; } = OdpLiveStart.FromBeginning;

    /// <summary>The streams to read, besides the main stream. Null or empty, the default, for all, also those that appear later.</summary>
    public IReadOnlyList<string>? Streams { get; init; }

    /// <summary>Streams to leave out; wins over <see cref="Streams"/>. Default none.</summary>
    public IReadOnlyList<string> ExcludedStreams { get; init; } = [];

    /// <summary>Leave the main stream out. Default false.</summary>
    public bool ExcludeMainStream { get; init; }

    /// <summary>
    /// How long a session may be silent before its reading is completed, so that one whose writer died does not hold a reader for
    /// ever. Time in which the caller works, or no broker is reached, does not count. Default 30 s; infinite is allowed.
    /// </summary>
    public TimeSpan InactivityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Packets that are read ahead of a caller who is slow. 0, the default, keeps no queue beside the transport's own, which is
    /// bounded, too: a caller who is slow slows the reading down, and nothing is lost.
    /// </summary>
    public int BufferLength { get; init; }

    /// <summary>
    /// A consumer group, to go on after a restart where <see cref="OdpReader.CommitAsync"/> was called last; recommended is a name
    /// of your own and the session's key. Empty, the default, for none. Two readers of one group do not share the data.
    /// </summary>
    public string GroupId { get; init; } = "";

    /// <summary>
    /// Deliver packets of the essentials topic, too, before all others; they are copies of packets of the streams. Default false.
    /// Decoded reading has them always, each once.
    /// </summary>
    public bool DeliverEssentials { get; init; }

    /// <summary>Read the essentials alone: configurations, markers and metadata as far as they are there by now. Default false.</summary>
    public bool OnlyEssentials { get; init; }

    /// <summary>Which packets to deliver, by the rules of the platform's filtered reading. Null, the default, for all.</summary>
    public OdpPacketFilter? Filter { get; init; }

    /// <summary>
    /// Parameters to deliver, with <c>*</c>; case counts. Packets of samples without any of them are left out, all other packets
    /// are delivered. Null, the default, for all.
    /// </summary>
    public IReadOnlyList<string>? Signals { get; init; }

    /// <exception cref="OdpConfigurationException">The session is not known, or a member cannot be used.</exception>
    internal OdpReadOptions Checked(OdpClient client)
    {
        if ((InactivityTimeout <= TimeSpan.Zero && InactivityTimeout != Timeout.InfiniteTimeSpan) || BufferLength < 0)
        {
            throw new OdpConfigurationException(
                OdpErrorKind.InvalidSettings,
                $"The reading cannot be set up so: InactivityTimeout is {InactivityTimeout}, BufferLength is {BufferLength}.",
                "The time is more than 0 or infinite; the length is 0 or more.");
        }

        if (SessionKey is not null)
        {
            client.Sessions.Get(SessionKey);
        }

        return this with { DataSource = DataSource ?? client.Options.DataSource };
    }
}
