namespace LabSdk.Odp;

/// <summary>How important an event is, as the protocol numbers it.</summary>
public enum OdpEventPriority
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Critical.</summary>
    Critical = 1,

    /// <summary>High.</summary>
    High = 2,

    /// <summary>Medium.</summary>
    Medium = 3,

    /// <summary>Low.</summary>
    Low = 4,

    /// <summary>For debugging.</summary>
    Debug = 5,
}
