namespace LabSdk.Mds;

/// <summary>The kinds of events; key 2 of an event.</summary>
public enum MdsEventType
{
    /// <summary>Not told, or of a later firmware.</summary>
    Unknown = 0,

    /// <summary>Metrics of an interval or of a session.</summary>
    Heartbeat = 1,

    /// <summary>A trace: a reboot, or a place in the code that the application marked.</summary>
    Trace = 2,

    /// <summary>A logged error; no longer written.</summary>
    LogError = 3,

    /// <summary>Log lines without times.</summary>
    Logs = 4,

    /// <summary>A custom data recording.</summary>
    Recording = 5,

    /// <summary>Log lines with times.</summary>
    TimedLogs = 6,
}
