namespace LabSdk.Mds;

/// <summary>How HID devices are opened.</summary>
public enum HidDriver
{
    /// <summary>libhidapi where it can be loaded, else hidraw on Linux.</summary>
    Auto,

    /// <summary>The library libhidapi, as the reference uses it: Linux, macOS, Windows.</summary>
    HidApi,

    /// <summary>The kernel's hidraw without any library: Linux. Sees report descriptors, too.</summary>
    HidRaw,
}
