namespace LabSdk.Fleet;

/// <summary>The stable ids of errors raised by LabSdk.Fleet. Each has a page in docs/errors.</summary>
public static class FleetErrorIds
{
    /// <summary>The gateway cannot be reached.</summary>
    public const string ConnectionRefused = "LAB-FLEET-0001";

    /// <summary>The gateway closed the connection, or sent what is no message of the protocol.</summary>
    public const string ProtocolError = "LAB-FLEET-0002";

    /// <summary>The gateway did not answer in time.</summary>
    public const string Timeout = "LAB-FLEET-0003";

    /// <summary>The identity is in use.</summary>
    public const string AlreadyConnected = "LAB-FLEET-0004";

    /// <summary>The gateway does not have the module.</summary>
    public const string ModuleNotSupported = "LAB-FLEET-0005";

    /// <summary>The module does not have the device type.</summary>
    public const string DeviceNotSupported = "LAB-FLEET-0006";

    /// <summary>The identity is in use by a device with a higher priority.</summary>
    public const string HigherPriorityConnected = "LAB-FLEET-0007";

    /// <summary>There is no command yet.</summary>
    public const string NoCommand = "LAB-FLEET-0008";

    /// <summary>The client is destroyed.</summary>
    public const string Destroyed = "LAB-FLEET-0009";

    /// <summary>The address of a device cannot be read.</summary>
    public const string InvalidAddress = "LAB-FLEET-0010";

    /// <summary>A field of a status or command is not there or is no number.</summary>
    public const string Field = "LAB-FLEET-0011";
}
