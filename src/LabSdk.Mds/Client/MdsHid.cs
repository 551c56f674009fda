using LabSdk.Mds.Transport;

namespace LabSdk.Mds;

/// <summary>The HID devices of this computer.</summary>
public static class MdsHid
{
    /// <summary>Every HID device that is plugged in. On Linux none is opened for that.</summary>
    /// <param name="driver">How to look.</param>
    /// <exception cref="LabConfigurationException">The library that was asked for cannot be loaded, or this system needs one.</exception>
    public static IReadOnlyList<HidDeviceInfo> List(HidDriver driver = HidDriver.Auto) => HidOpener.List(driver, new HidNodes());

    /// <summary>The devices that can be MDS devices: by their report descriptor or, where that is unknown, by their usage.</summary>
    /// <param name="driver">How to look.</param>
    /// <exception cref="LabConfigurationException">The library that was asked for cannot be loaded, or this system needs one.</exception>
    public static IReadOnlyList<HidDeviceInfo> Candidates(HidDriver driver = HidDriver.Auto) => [.. List(driver).Where(device => device.IsCandidate)];

    /// <summary>The library that would be used, for example <c>hidapi 0.13.1</c>; null when none can be loaded.</summary>
    public static string? Library => HidApiLibrary.Instance?.Name;

    /// <summary>The udev rule that lets the user at the screen open a device, for <c>/etc/udev/rules.d/70-labsdk-mds.rules</c>.</summary>
    /// <param name="vendorId">USB vendor.</param>
    /// <param name="productId">USB product.</param>
    public static string UdevRule(ushort vendorId, ushort productId) => HidNodes.UdevRule(vendorId, productId);

    /// <summary>Opens a device as a link for <see cref="MdsClient"/>.</summary>
    /// <param name="device">From <see cref="List"/>.</param>
    /// <param name="driver">How.</param>
    /// <exception cref="MdsTransportException">It is gone, may not be opened (the message holds the udev rule), or cannot be.</exception>
    /// <exception cref="LabConfigurationException">The library that was asked for cannot be loaded, or this system needs one.</exception>
    public static IMdsBackend Open(HidDeviceInfo device, HidDriver driver = HidDriver.Auto)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new HidBackend(HidOpener.Open(device, driver, new HidNodes()));
    }
}
