namespace LabSdk.Mds;

/// <summary>How serious a log line is.</summary>
public enum MdsLogLevel
{
    /// <summary>For developers.</summary>
    Debug = 0,

    /// <summary>For information.</summary>
    Info = 1,

    /// <summary>Something is not as it should be.</summary>
    Warning = 2,

    /// <summary>Something failed.</summary>
    Error = 3,
}
