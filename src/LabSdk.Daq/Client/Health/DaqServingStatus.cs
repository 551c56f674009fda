namespace LabSdk.Daq;

/// <summary>Whether a service of the daemon takes calls.</summary>
public enum DaqServingStatus
{
    /// <summary>Not told.</summary>
    Unknown = 0,

    /// <summary>It takes calls.</summary>
    Serving = 1,

    /// <summary>It takes no calls.</summary>
    NotServing = 2,

    /// <summary>The daemon has no such service; only watches say so.</summary>
    ServiceUnknown = 3,
}
