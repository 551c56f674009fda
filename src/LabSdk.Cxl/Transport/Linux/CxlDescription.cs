using System.Globalization;

namespace LabSdk.Cxl.Linux;

/// <summary>What sysfs says of a CXL device; null for what it does not say.</summary>
internal sealed record CxlDescription(
    ulong? SerialNumber, int? PayloadMaximum, string? FirmwareVersion, ulong? VolatileSize, ulong? PersistentSize, int? NumaNode)
{
    private const int LongestText = 256;

    /// <summary>Reads the folder of a device.</summary>
    public static CxlDescription Read(string folder) => new(
        Number(folder, "serial"),
        (int?)Number(folder, "payload_max") is > 0 and var size ? size : null,
        Text(folder, "firmware_version"),
        Number(folder, "ram/size"),
        Number(folder, "pmem/size"),
        int.TryParse(Text(folder, "numa_node"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var node) && node >= 0 ? node : null);

    private static ulong? Number(string folder, string name)
    {
        var text = Text(folder, name);
        return text is null ? null
            : text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                ? ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex : null
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string? Text(string folder, string name)
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(folder, name));
            var buffer = new char[LongestText];
            var text = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
            return text.Length == 0 ? null : text;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
