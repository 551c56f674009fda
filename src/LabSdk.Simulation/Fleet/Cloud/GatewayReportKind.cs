namespace LabSdk.Simulation;

/// <summary>Why a gateway tells the cloud of a device. (Source: the protocol between gateway and cloud.)</summary>
public enum GatewayReportKind
{
    /// <summary>Its first status.</summary>
    Connecting = 0,

    /// <summary>A status that is worth it, or the timer's.</summary>
    Running = 1,

    /// <summary>A failure of the device.</summary>
    Error = 2,

    /// <summary>It is gone.</summary>
    Disconnect = 3,
}
