namespace LabSdk.Mds.Transport;

/// <summary>Which HID device is wished; with nothing given any candidate.</summary>
internal sealed record HidSelector(ushort? VendorId = null, ushort? ProductId = null, string? SerialNumber = null, string? Path = null)
{
    public bool Matches(HidDeviceInfo device) => Path is not null ? device.Path == Path
        : VendorId is null && SerialNumber is null ? device.IsCandidate
        : (VendorId is null || device.VendorId == VendorId)
            && (ProductId is null || device.ProductId == ProductId)
            && (SerialNumber is null || device.SerialNumber == SerialNumber);

    public override string ToString() => Path is not null ? $"HID device at '{Path}'"
        : VendorId is null && SerialNumber is null ? "MDS device"
        : string.Join(" ", new[] { "HID device", VendorId is { } vendor ? FormattableString.Invariant($"{vendor:x4}:{ProductId:x4}") : "", SerialNumber is { } serial ? $"with serial '{serial}'" : "" }
            .Where(part => part.Length > 0));
}
