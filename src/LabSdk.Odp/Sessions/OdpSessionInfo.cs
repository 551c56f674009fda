using System.Collections.Immutable;

namespace LabSdk.Odp;

/// <summary>What is known of a session: one recording of a data source.</summary>
public sealed record OdpSessionInfo
{
    internal OdpSessionInfo(string sessionKey, string dataSource) => (SessionKey, DataSource) = (sessionKey, dataSource);

    /// <summary>The unique key, a GUID as text.</summary>
    public string SessionKey { get; }

    /// <summary>The producer: a car or rig. Also the name of its main topic.</summary>
    public string DataSource { get; }

    /// <summary>The name to show, such as <c>Run 1</c>; may be empty.</summary>
    public string Identifier { get; internal init; } = "";

    /// <summary>Usually <c>Session</c>; may be empty.</summary>
    public string Type { get; internal init; } = "";

    /// <summary>The version; 0 when not given.</summary>
    public uint Version { get; internal init; }

    /// <summary>Keys of sessions that belong to this one.</summary>
    public IReadOnlyList<string> AssociateSessionKeys { get; internal init; } = [];

    /// <summary>Free texts by name.</summary>
    public IReadOnlyDictionary<string, string> Details { get; internal init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Local time minus UTC where the data is recorded.</summary>
    public TimeSpan UtcOffset { get; internal init; }

    /// <summary>True when the session has been ended. One whose writer died stays live; see <see cref="LastRecordTime"/>.</summary>
    public bool IsComplete { get; internal init; }

    /// <summary>When it was created, nanoseconds since 1970-01-01 UTC; null when the writer did not say.</summary>
    public ulong? CreationTime { get; internal init; }

    /// <summary>When it was ended, nanoseconds since 1970-01-01 UTC; null when it is live or the writer did not say.</summary>
    public ulong? TerminationTime { get; internal init; }

    /// <summary>When the broker took the newest record about the session, nanoseconds since 1970-01-01 UTC; null when not known.</summary>
    public ulong? LastRecordTime { get; internal init; }

    /// <summary>Where its data begins, at the earliest, by topic and partition.</summary>
    public IReadOnlyList<TopicOffset> StartOffsets { get; internal init; } = [];

    /// <summary>Where its data ends, at the latest, by topic and partition; empty while it is live.</summary>
    public IReadOnlyList<TopicOffset> EndOffsets { get; internal init; } = [];

    /// <summary>Where the main stream's data begins; 0 when not known.</summary>
    public long MainOffset { get; internal init; }

    /// <summary>Where the essentials begin; 0 when not known.</summary>
    public long EssentialsOffset { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{(Identifier.Length > 0 ? Identifier : SessionKey)} ({DataSource}, {(IsComplete ? "complete" : "live")})";
}
