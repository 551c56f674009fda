namespace LabSdk.Odp;

/// <summary>What a connection to a Stream API server reads, and from where.</summary>
public sealed record OdpConnectionOptions
{
    /// <summary>The data source. Default <c>Default</c>.</summary>
    public string DataSource { get; init; } = "Default";

    /// <summary>The session; empty, the default, for all of the data source.</summary>
    public string SessionKey { get; init; } = "";

    /// <summary>
    /// The streams to read, besides the main stream. Default none, which servers take as: all partitions of the main topic. Where
    /// streams have topics of their own, that is the main stream alone.
    /// </summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>Where each of the streams begins, in the same order: an offset, 0 for the earliest, -1 for the latest. Missing ones are 0.</summary>
    public IReadOnlyList<long> StreamOffsets { get; init; } = [];

    /// <summary>Where the main stream begins. Default 0.</summary>
    public long MainOffset { get; init; }

    /// <summary>Where the essentials begin. Default 0.</summary>
    public long EssentialsOffset { get; init; }

    /// <summary>Leave the main stream out. Default false.</summary>
    public bool ExcludeMainStream { get; init; }

    /// <summary>A consumer group whose committed offsets are used for negative offsets; empty, the default, for none. Servers since 2.1.2.</summary>
    public string ConsumerGroup { get; init; } = "";

    /// <summary>
    /// How long a reading may be silent before it ends. Default infinite: it ends when the server ends it, which a reading of
    /// packets never does, and a reading of essentials only at older servers, unless there are none at all.
    /// </summary>
    public TimeSpan InactivityTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>All that is there of a session: the main stream and the streams that are known now, from its first record.</summary>
    /// <param name="session">The session.</param>
    public static OdpConnectionOptions Of(OdpStreamSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new OdpConnectionOptions
        {
            DataSource = session.Info.DataSource,
            SessionKey = session.SessionKey,
            Streams = session.Streams,
            StreamOffsets = [.. session.Streams.Select(stream => StreamApi.StreamStart.Of(session, stream))],
            MainOffset = session.Info.MainOffset,
            EssentialsOffset = session.Info.EssentialsOffset,
        };
    }
}
