using System.Globalization;

namespace LabSdk.Cxl;

/// <summary>
/// Says that data on one certain device may be destroyed. It names the device, so that a wrong cell, a wrong variable or a
/// device that got another number at boot does no harm.
/// </summary>
public sealed class CxlConfirmation
{
    private CxlConfirmation(ulong? serialNumber, string? endpointName) => (SerialNumber, EndpointName) = (serialNumber, endpointName);

    /// <summary>The serial number of the device that is meant; null when the endpoint's name stands in for it.</summary>
    public ulong? SerialNumber { get; }

    /// <summary>The name of the endpoint that is meant; null when a serial number is given.</summary>
    public string? EndpointName { get; }

    /// <summary>Names the device by its serial number.</summary>
    /// <param name="serialNumber">In hexadecimal digits, as it is shown, with or without 0x, blanks and hyphens.</param>
    /// <exception cref="ArgumentException">It is no such number.</exception>
    public static CxlConfirmation Serial(string serialNumber)
    {
        ArgumentNullException.ThrowIfNull(serialNumber);
        var digits = string.Concat(serialNumber.Where(sign => sign is not ('-' or ':' or ' ')));
        digits = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits[2..] : digits;
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? new CxlConfirmation(number, null)
            : throw new ArgumentException($"'{serialNumber}' is no serial number: give up to 16 hexadecimal digits.", nameof(serialNumber));
    }

    /// <summary>Names the device by its serial number.</summary>
    /// <param name="serialNumber">The number.</param>
    public static CxlConfirmation Serial(ulong serialNumber) => new(serialNumber, null);

    /// <summary>Names the endpoint instead; accepted only for a component that does not tell a serial number.</summary>
    /// <param name="endpointName">The name as errors and views show it, for example <c>mctp 11/28</c> or <c>mctp 11/28 (port 5, LD 3)</c>.</param>
    public static CxlConfirmation WithoutSerial(string endpointName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(endpointName);
        return new CxlConfirmation(null, endpointName);
    }

    /// <summary>Returns what it names.</summary>
    public override string ToString() => SerialNumber is { } number ? $"serial {Show(number)}" : $"endpoint {EndpointName}";

    /// <summary>A serial number as it is shown.</summary>
    internal static string Show(ulong serialNumber) => string.Create(CultureInfo.InvariantCulture, $"0x{serialNumber:x16}");
}
