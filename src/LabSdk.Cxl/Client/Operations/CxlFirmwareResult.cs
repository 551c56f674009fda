namespace LabSdk.Cxl;

/// <summary>What a firmware update did.</summary>
/// <param name="Slot">The slot that was written, as the device tells afterwards.</param>
/// <param name="Parts">Transfer commands that it took.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="IsVerified">False when the link gave no way to see the end of the last part: compare the revision of the slot.</param>
public sealed record CxlFirmwareResult(CxlFirmwareSlot Slot, int Parts, TimeSpan Elapsed, bool IsVerified);
