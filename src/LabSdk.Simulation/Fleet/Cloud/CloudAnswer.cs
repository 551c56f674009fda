namespace LabSdk.Simulation;

/// <summary>What a gateway answers to a command of the cloud. (Source: the protocol between gateway and cloud.)</summary>
public enum CloudAnswer
{
    /// <summary>It was taken.</summary>
    Ok = 0,

    /// <summary>No such device is connected, or it has sent no status yet.</summary>
    DeviceNotConnected = 1,

    /// <summary>The gateway does not have the module, or the module not the type.</summary>
    DeviceNotSupported = 2,

    /// <summary>The module does not take the command.</summary>
    InvalidCommand = 3,
}
