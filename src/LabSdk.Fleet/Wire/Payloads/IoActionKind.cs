namespace LabSdk.Fleet;

/// <summary>What an output shall do. The values are those of the wire.</summary>
public enum IoActionKind
{
    /// <summary>Go off.</summary>
    Off = 0,

    /// <summary>Go on.</summary>
    On = 1,

    /// <summary>Change.</summary>
    Toggle = 2,
}
