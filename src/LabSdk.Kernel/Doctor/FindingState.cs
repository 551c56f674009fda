namespace LabSdk.Kernel.Doctor;

/// <summary>How a thing is. Only a fault keeps LabSdk from working.</summary>
internal enum FindingState
{
    /// <summary>It is there and works.</summary>
    Ok,

    /// <summary>It is not there; that may be what the user wants.</summary>
    Missing,

    /// <summary>It works, but not as well as it could.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fault,
}
