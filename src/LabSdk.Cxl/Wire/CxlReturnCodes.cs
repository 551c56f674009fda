namespace LabSdk.Cxl;

/// <summary>Texts and advice for return codes.</summary>
public static class CxlReturnCodes
{
    /// <summary>The text that libcxlmi has for a code, word for word; null for a code above 20h.</summary>
    /// <param name="code">The return code.</param>
    public static string? ToText(this CxlReturnCode code) => code switch
    {
        CxlReturnCode.Success => "success",
        CxlReturnCode.BackgroundStarted => "background cmd started successfully",
        CxlReturnCode.InvalidInput => "cmd input was invalid",
        CxlReturnCode.Unsupported => "cmd is not supported",
        CxlReturnCode.InternalError => "internal device error",
        CxlReturnCode.RetryRequired => "temporary error, retry once",
        CxlReturnCode.Busy => "ongoing background operation",
        CxlReturnCode.MediaDisabled => "media access is disabled",
        CxlReturnCode.FirmwareTransferInProgress => "one FW package can be transferred at a time",
        CxlReturnCode.FirmwareTransferOutOfOrder => "FW package content was transferred out of order",
        CxlReturnCode.FirmwareVerificationFailed => "FW package authentication failed",
        CxlReturnCode.InvalidSlot => "FW slot is not supported for requested operation",
        CxlReturnCode.ActivationRolledBack => "rolled back to the previous active FW",
        CxlReturnCode.ActivationNeedsColdReset => "FW failed to activate, needs cold reset",
        CxlReturnCode.InvalidHandle => "one or more Event Record Handles were invalid",
        CxlReturnCode.InvalidPhysicalAddress => "physical address specified is invalid",
        CxlReturnCode.PoisonLimitReached => "poison injection limit has been reached",
        CxlReturnCode.PermanentMediaFailure => "permanent issue with the media",
        CxlReturnCode.Aborted => "background cmd was aborted by device",
        CxlReturnCode.InvalidSecurityState => "not valid in the current security state",
        CxlReturnCode.IncorrectPassphrase => "phrase doesn't match current set passphrase",
        CxlReturnCode.UnsupportedMailbox => "unsupported on the mailbox it was issued on",
        CxlReturnCode.InvalidPayloadLength => "invalid payload length",
        CxlReturnCode.InvalidLog => "invalid or unsupported log page",
        CxlReturnCode.Interrupted => "asynchronous event occurred",
        CxlReturnCode.UnsupportedFeatureVersion => "unsupported feature version",
        CxlReturnCode.UnsupportedFeatureSelection => "unsupported feature selection value",
        CxlReturnCode.FeatureTransferInProgress => "feature transfer in progress",
        CxlReturnCode.FeatureTransferOutOfOrder => "feature transfer out of order",
        CxlReturnCode.ResourcesExhausted => "resources are exhausted",
        CxlReturnCode.InvalidExtentList => "invalid Extent List",
        CxlReturnCode.TransferOutOfOrder => "transfer out of order",
        CxlReturnCode.BackgroundAbortNotSupported => "on-going background cmd is not abortable",
        _ => null,
    };

    /// <summary>What to try after a code.</summary>
    /// <param name="code">The return code.</param>
    public static string Advice(this CxlReturnCode code) => code switch
    {
        CxlReturnCode.Success => "Nothing to do.",
        CxlReturnCode.BackgroundStarted => "The command goes on in the background: wait for its completion.",
        CxlReturnCode.InvalidInput => "Check the values of the request against what the device offers: ranges, sizes, alignment, ids of ports and logical devices.",
        CxlReturnCode.Unsupported => "The component does not have this command. Its Command Effects Log lists those that it has.",
        CxlReturnCode.InternalError => "Read the event logs and the vendor debug log; a reset may be needed.",
        CxlReturnCode.RetryRequired => "The component was not ready. Try again after a moment.",
        CxlReturnCode.Busy => "Another command runs in the background. Wait until the endpoint is idle, or abort that command.",
        CxlReturnCode.MediaDisabled => "The media is not accessible, for example during or after a failed Sanitize. Read the health information; a Sanitize that succeeds enables it again.",
        CxlReturnCode.FirmwareTransferInProgress => "Another firmware transfer is under way. Wait for it, or abort it with the action Abort.",
        CxlReturnCode.FirmwareTransferOutOfOrder => "Start the transfer again; its parts must follow each other without gap or overlap.",
        CxlReturnCode.FirmwareVerificationFailed => "The device does not accept this package. Check that it is whole and made for this device.",
        CxlReturnCode.InvalidSlot => "Choose a slot that exists, is not the active one and, to activate it, holds firmware. Get FW Info lists them.",
        CxlReturnCode.ActivationRolledBack => "The new firmware did not start and the device went back to the old one. Read the event logs.",
        CxlReturnCode.ActivationNeedsColdReset => "Power the device off and on.",
        CxlReturnCode.InvalidHandle => "Read the event log again and clear by its handles, oldest first.",
        CxlReturnCode.InvalidPhysicalAddress => "Use a device physical address inside the capacity, aligned to 64 bytes.",
        CxlReturnCode.PoisonLimitReached => "Clear poison before injecting more.",
        CxlReturnCode.PermanentMediaFailure => "The media is damaged: read health information and event logs, and plan to replace the device.",
        CxlReturnCode.Aborted => "The command was aborted. Start it again if it is still wanted.",
        CxlReturnCode.InvalidSecurityState => "Read the security state: the device may be locked, frozen (until a reset), or without a passphrase.",
        CxlReturnCode.IncorrectPassphrase => "Do not guess: wrong passphrases count, and the device locks itself after a few.",
        CxlReturnCode.UnsupportedMailbox => "The command exists, but not on this way to the device. Try the other mailbox or MCTP.",
        CxlReturnCode.InvalidPayloadLength => "The component expects another length, probably of another revision of CXL. Compare with the command's layout.",
        CxlReturnCode.InvalidLog => "The device does not have this log. Get Supported Logs lists those that it has.",
        CxlReturnCode.Interrupted => "An event interrupted the command. Read the event logs and try again.",
        CxlReturnCode.UnsupportedFeatureVersion => "Use the version that Get Supported Features tells for this feature.",
        CxlReturnCode.UnsupportedFeatureSelection => "This feature has no such value; its attributes tell whether it has default and saved ones.",
        CxlReturnCode.FeatureTransferInProgress => "Another feature transfer is under way. Finish or abort it first.",
        CxlReturnCode.FeatureTransferOutOfOrder => "Start the transfer again: Initiate first, rising offsets, Finish last.",
        CxlReturnCode.ResourcesExhausted => "The device has no room left for this. Free some of what it holds and try again.",
        CxlReturnCode.InvalidExtentList => "The extents are malformed or overlap. Read the extent list again.",
        CxlReturnCode.TransferOutOfOrder => "Start the transfer again from its begin.",
        CxlReturnCode.BackgroundAbortNotSupported => "This command cannot be aborted. Wait for its completion.",
        _ => "The code is newer than this SDK or the vendor's own. Look into the device's manual.",
    };
}
