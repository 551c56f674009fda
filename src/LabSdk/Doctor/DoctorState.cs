namespace LabSdk;

/// <summary>How a thing is that <see cref="Lab.Doctor"/> looked at. Only a fault keeps something from working that was asked for.</summary>
public enum DoctorState
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
