namespace LabSdk.Cxl;

/// <summary>Sizes of messages as exponents of two.</summary>
internal static class CxlMessageLimit
{
    // 256 bytes is the least that the specification knows; 20 bits is what the header's length field holds.
    private const byte Least = 8, Most = 20;

    public static int? ToBytes(byte exponent) => exponent is >= Least and <= Most ? 1 << exponent : null;
}
