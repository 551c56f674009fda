namespace LabSdk.Odp;

/// <summary>The begin, an update or the end of a session, as it stands in a stream. The session table has the whole picture.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="DataSource">The data source, as the packet says.</param>
/// <param name="Time">When, nanoseconds since 1970-01-01 UTC; null when not said.</param>
public sealed record OdpSessionMark(OdpSessionMarkKind Kind, string DataSource, ulong? Time) : IOdpData;

/// <summary>What a session's packet in a stream stands for.</summary>
public enum OdpSessionMarkKind
{
    /// <summary>The first packet of the stream.</summary>
    Start,

    /// <summary>Details changed.</summary>
    Update,

    /// <summary>The last packet of the stream.</summary>
    End,
}
