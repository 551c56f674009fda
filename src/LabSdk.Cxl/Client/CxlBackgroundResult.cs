namespace LabSdk.Cxl;

/// <summary>The end of a background operation.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="ReturnCode">Its code; null when it is not known.</param>
/// <param name="VendorStatus">Vendor specific extended status; null when it is not known.</param>
/// <param name="Elapsed">Time from the start to when the end was seen.</param>
public readonly record struct CxlBackgroundResult(CxlBackgroundOutcome Outcome, CxlReturnCode? ReturnCode, ushort? VendorStatus, TimeSpan Elapsed);
