using LabSdk.Cxl;

namespace LabSdk;

/// <summary>Says that data on one certain device may be destroyed: <c>mem.Sanitize(Confirm.Serial("0x01ab5d0000c51001"))</c>.</summary>
public static class Confirm
{
    /// <summary>Names the device by its serial number, as its card shows it and as it stands on its label.</summary>
    /// <param name="serialNumber">In hexadecimal digits, with or without 0x, blanks and hyphens.</param>
    /// <exception cref="ArgumentException">It is no such number.</exception>
    public static CxlConfirmation Serial(string serialNumber) => CxlConfirmation.Serial(serialNumber);

    /// <summary>Names the device by its serial number.</summary>
    /// <param name="serialNumber">The number.</param>
    public static CxlConfirmation Serial(ulong serialNumber) => CxlConfirmation.Serial(serialNumber);

    /// <summary>Names the endpoint; accepted only for a component that does not tell a serial number.</summary>
    /// <param name="endpointName">Its name, for example <c>mctp 11/28 (port 5, LD 3)</c>.</param>
    public static CxlConfirmation WithoutSerial(string endpointName) => CxlConfirmation.WithoutSerial(endpointName);
}
