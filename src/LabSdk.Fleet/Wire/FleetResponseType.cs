namespace LabSdk.Fleet;

/// <summary>The gateway's answer to a connect. Other numbers are possible on the wire; they are protocol errors.</summary>
public enum FleetResponseType
{
    /// <summary>Connected.</summary>
    Ok = 0,

    /// <summary>A device with the same identity and priority is connected.</summary>
    AlreadyConnected = 1,

    /// <summary>The gateway has no such module.</summary>
    ModuleNotSupported = 2,

    /// <summary>The module has no such device type.</summary>
    DeviceNotSupported = 3,

    /// <summary>A device with the same identity and a higher priority is connected.</summary>
    HigherPriorityAlreadyConnected = 4,
}
