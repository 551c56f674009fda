namespace LabSdk.Devices;

/// <summary>How bad a health fact is. Ordered: a worse one is greater.</summary>
public enum HealthSeverity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>The peer does not tell.</summary>
    Unknown,

    /// <summary>Look at it soon.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fault,
}
