namespace LabSdk.Odp;

/// <summary>Why the reading of a session is over.</summary>
public enum OdpCompletion
{
    /// <summary>The session has ended, and everything that was written before its end was delivered.</summary>
    Ended,

    /// <summary>Everything that was there at the begin of a historic reading was delivered; the session goes on.</summary>
    ReachedEnd,

    /// <summary>The session was silent for too long. It goes on when records come after all, unless it was read by its key.</summary>
    Inactive,
}

/// <summary>The reading of a session is over.</summary>
/// <param name="Session">The session.</param>
/// <param name="Reason">Why.</param>
public sealed record OdpReadingCompleted(OdpSessionInfo Session, OdpCompletion Reason);

/// <summary>A stream of a session begins or is complete.</summary>
/// <param name="DataSource">The data source.</param>
/// <param name="SessionKey">The session.</param>
/// <param name="Stream">The stream; empty for the main stream.</param>
public sealed record OdpStreamInfo(string DataSource, string SessionKey, string Stream);

/// <summary>All data up to a time has arrived at the writer; post-processing may proceed to it.</summary>
/// <param name="DataSource">The data source.</param>
/// <param name="SessionKey">The session.</param>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
public sealed record OdpCoverageCursor(string DataSource, string SessionKey, ulong Time);
