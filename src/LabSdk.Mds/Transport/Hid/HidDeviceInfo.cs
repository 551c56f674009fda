using System.Globalization;

namespace LabSdk.Mds;

/// <summary>A HID device as the system lists it.</summary>
/// <param name="Path">Where to open it, for example <c>/dev/hidraw0</c>.</param>
/// <param name="VendorId">USB vendor.</param>
/// <param name="ProductId">USB product.</param>
public sealed record HidDeviceInfo(string Path, ushort VendorId, ushort ProductId)
{
    /// <summary>The serial number; empty when unknown.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>The maker; empty when unknown.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>The product's name; empty when unknown.</summary>
    public string Product { get; init; } = "";

    /// <summary>Usage page of the first collection; 0xFF00 for MDS devices; 0 when unknown.</summary>
    public ushort UsagePage { get; init; }

    /// <summary>Usage of the first collection; 0x0001 for MDS devices; 0 when unknown.</summary>
    public ushort Usage { get; init; }

    /// <summary>Release in binary-coded decimals, for example 0x0100; 0 when unknown.</summary>
    public ushort Release { get; init; }

    /// <summary>Number of the USB interface; -1 when unknown.</summary>
    public int Interface { get; init; } = -1;

    /// <summary>What the report descriptor says: an MDS device, another one, or null when it could not be read.</summary>
    public bool? HasMdsReports { get; init; }

    /// <summary>Vendor and product as in addresses: <c>2fe3:0007</c>.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{VendorId:x4}:{ProductId:x4}");

    /// <summary>True when this can be an MDS device: its reports say so or, where they are unknown, its usage does.</summary>
    public bool IsCandidate => HasMdsReports ?? (UsagePage == 0xFF00 && Usage == 1);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", new[] { $"{Id} at {Path}", Manufacturer, Product, SerialNumber.Length > 0 ? $"serial {SerialNumber}" : "" }.Where(part => part.Length > 0));
}
