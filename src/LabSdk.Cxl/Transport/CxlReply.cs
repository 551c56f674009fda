namespace LabSdk.Cxl;

/// <summary>What a component answered to one command, before the payload is looked at.</summary>
/// <param name="ReturnCode">The return code of the component.</param>
/// <param name="Payload">The payload as received; raw and of no meaning when the code is a failure.</param>
/// <param name="VendorStatus">Vendor specific extended status; null where the link does not carry it (mailbox).</param>
/// <param name="IsBackgroundActive">The BO flag of the answer; null where the link does not carry it (mailbox).</param>
public readonly record struct CxlReply(
    CxlReturnCode ReturnCode, ReadOnlyMemory<byte> Payload, ushort? VendorStatus = null, bool? IsBackgroundActive = null);
