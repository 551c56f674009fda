namespace LabSdk.Fleet;

/// <summary>The codes of the C interface, so that logs of both can be compared. (Source: the C header of the internal client.)</summary>
public enum FleetErrorCode
{
    /// <summary>OK.</summary>
    Ok = 0,

    /// <summary>NOT_OK: anything without a code of its own.</summary>
    NotOk = -1,

    /// <summary>CONTEXT_INCORRECT: the client is destroyed.</summary>
    ContextIncorrect = -11,

    /// <summary>TIMEOUT_OCCURRED: no answer to a status in time.</summary>
    TimeoutOccurred = -12,

    /// <summary>NO_COMMAND_AVAILABLE: no status was answered yet.</summary>
    NoCommandAvailable = -13,

    /// <summary>UNABLE_TO_CONNECT: the connect failed.</summary>
    UnableToConnect = -14,

    /// <summary>DEVICE_ALREADY_CONNECTED: the identity is taken.</summary>
    DeviceAlreadyConnected = -15,

    /// <summary>MODULE_NOT_SUPPORTED: the gateway has no such module.</summary>
    ModuleNotSupported = -16,

    /// <summary>DEVICE_TYPE_NOT_SUPPORTED: the module has no such type.</summary>
    DeviceTypeNotSupported = -17,

    /// <summary>HIGHER_PRIORITY_ALREADY_CONNECTED: the identity is taken by a device with a higher priority.</summary>
    HigherPriorityAlreadyConnected = -18,

    /// <summary>COMMAND_INCORRECT: the answer to a status is no command.</summary>
    CommandIncorrect = -19,

    /// <summary>DEVICE_INCORRECT: the answer names another device. LabSdk warns of it and goes on.</summary>
    DeviceIncorrect = -20,
}
