namespace LabSdk.Cxl;

/// <summary>
/// Return codes of the Component Command Interface (CXL 3.1, table 8-34). Other values may come from newer revisions or
/// vendors and stay as numbers.
/// </summary>
public enum CxlReturnCode : ushort
{
    /// <summary>Success.</summary>
    Success = 0x00,

    /// <summary>Background Command Started.</summary>
    BackgroundStarted = 0x01,

    /// <summary>Invalid Input.</summary>
    InvalidInput = 0x02,

    /// <summary>Unsupported.</summary>
    Unsupported = 0x03,

    /// <summary>Internal Error.</summary>
    InternalError = 0x04,

    /// <summary>Retry Required.</summary>
    RetryRequired = 0x05,

    /// <summary>Busy.</summary>
    Busy = 0x06,

    /// <summary>Media Disabled.</summary>
    MediaDisabled = 0x07,

    /// <summary>FW Transfer in Progress.</summary>
    FirmwareTransferInProgress = 0x08,

    /// <summary>FW Transfer Out of Order.</summary>
    FirmwareTransferOutOfOrder = 0x09,

    /// <summary>FW Verification Failed.</summary>
    FirmwareVerificationFailed = 0x0A,

    /// <summary>Invalid Slot.</summary>
    InvalidSlot = 0x0B,

    /// <summary>Activation Failed, FW Rolled Back.</summary>
    ActivationRolledBack = 0x0C,

    /// <summary>Activation Failed, Cold Reset Required.</summary>
    ActivationNeedsColdReset = 0x0D,

    /// <summary>Invalid Handle.</summary>
    InvalidHandle = 0x0E,

    /// <summary>Invalid Physical Address.</summary>
    InvalidPhysicalAddress = 0x0F,

    /// <summary>Inject Poison Limit Reached.</summary>
    PoisonLimitReached = 0x10,

    /// <summary>Permanent Media Failure.</summary>
    PermanentMediaFailure = 0x11,

    /// <summary>Aborted.</summary>
    Aborted = 0x12,

    /// <summary>Invalid Security State.</summary>
    InvalidSecurityState = 0x13,

    /// <summary>Incorrect Passphrase.</summary>
    IncorrectPassphrase = 0x14,

    /// <summary>Unsupported Mailbox or CCI.</summary>
    UnsupportedMailbox = 0x15,

    /// <summary>Invalid Payload Length.</summary>
    InvalidPayloadLength = 0x16,

    /// <summary>Invalid Log.</summary>
    InvalidLog = 0x17,

    /// <summary>Interrupted.</summary>
    Interrupted = 0x18,

    /// <summary>Unsupported Feature Version.</summary>
    UnsupportedFeatureVersion = 0x19,

    /// <summary>Unsupported Feature Selection Value.</summary>
    UnsupportedFeatureSelection = 0x1A,

    /// <summary>Feature Transfer in Progress.</summary>
    FeatureTransferInProgress = 0x1B,

    /// <summary>Feature Transfer Out of Order.</summary>
    FeatureTransferOutOfOrder = 0x1C,

    /// <summary>Resources Exhausted.</summary>
    ResourcesExhausted = 0x1D,

    /// <summary>Invalid Extent List.</summary>
    InvalidExtentList = 0x1E,

    /// <summary>Transfer Out of Order.</summary>
    TransferOutOfOrder = 0x1F,

    /// <summary>Request Abort Background Operation Not Supported.</summary>
    BackgroundAbortNotSupported = 0x20,
}
