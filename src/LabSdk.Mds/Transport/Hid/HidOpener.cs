namespace LabSdk.Mds.Transport;

/// <summary>Finds and opens HID devices with the driver that is wished or there.</summary>
internal static class HidOpener
{
    public static IReadOnlyList<HidDeviceInfo> List(HidDriver driver, HidNodes nodes)
    {
        // On Linux sysfs tells more than the library: the report descriptors. The library's own view is there when asked for.
        if (driver == HidDriver.HidApi || !OperatingSystem.IsLinux())
        {
            return HidApiDevice.List(Library());
        }

        return nodes.List();
    }

    public static IHidDevice Open(HidDeviceInfo device, HidDriver driver, HidNodes nodes)
    {
        if (driver == HidDriver.HidRaw && !OperatingSystem.IsLinux())
        {
            throw new MdsNotSupportedException("hidraw is there on Linux only.", "Use HidDriver.HidApi.");
        }

        var library = driver == HidDriver.HidRaw ? null
            : driver == HidDriver.HidApi || !OperatingSystem.IsLinux() ? Library()
            : HidApiLibrary.Instance is { OpensNodes: true } usual ? usual : null;

        // The libusb variant compares paths with its own list and never opens a file.
        var hasNodes = OperatingSystem.IsLinux() && library is not { OpensNodes: false };
        var descriptor = hasNodes ? nodes.Descriptor(nodes.Check(device.Path)) : [];
        return library is null ? HidRawDevice.Open(device) : HidApiDevice.Open(library, device, descriptor);
    }

    /// <summary>The one device that matches.</summary>
    /// <param name="devices">Those there are.</param>
    /// <param name="selector">What is wished.</param>
    /// <exception cref="MdsTransportException">There is none.</exception>
    /// <exception cref="LabConfigurationException">There are several: they are listed, none is guessed.</exception>
    public static HidDeviceInfo Select(IReadOnlyList<HidDeviceInfo> devices, HidSelector selector)
    {
        var matches = devices.Where(selector.Matches).ToList();

        // A device may show several interfaces: the one with the MDS reports is meant.
        if (matches.Count > 1 && matches.Count(device => device.HasMdsReports == true) == 1)
        {
            matches.RemoveAll(device => device.HasMdsReports != true);
        }

        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new MdsTransportException(
                MdsErrorKind.NotFound,
                $"There is no {selector} on this computer.",
                devices.Count == 0 ? "No HID device is plugged in at all, or the system hides them." : $"HID devices there are: {string.Join("; ", devices)}."),
            _ => throw new LabConfigurationException(
                MdsErrorIds.Ambiguous, $"{matches.Count} devices match {selector}: {string.Join("; ", matches)}.", "Name one: mds://hid/VID:PID/SERIAL, or by its path."),
        };
    }

    private static HidApiLibrary Library() => HidApiLibrary.Instance
        ?? throw new LabConfigurationException(MdsErrorIds.NoHidLibrary, "The library libhidapi cannot be loaded.", MdsErrors.LibraryHint);
}
