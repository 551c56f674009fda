namespace LabSdk.Mds;

/// <summary>The stable ids of errors raised by LabSdk.Mds. Each has a page in docs/errors.</summary>
public static class MdsErrorIds
{
    /// <summary>There is no such device.</summary>
    public const string NotFound = "LAB-MDS-0001";

    /// <summary>The device is there, but this user may not open it.</summary>
    public const string AccessDenied = "LAB-MDS-0002";

    /// <summary>A transfer with the device failed.</summary>
    public const string Io = "LAB-MDS-0003";

    /// <summary>The device is gone.</summary>
    public const string Disconnected = "LAB-MDS-0004";

    /// <summary>The device did not answer or send in time.</summary>
    public const string Timeout = "LAB-MDS-0005";

    /// <summary>What the device or its link sent breaks the protocol.</summary>
    public const string Protocol = "LAB-MDS-0006";

    /// <summary>A text of the device is not UTF-8.</summary>
    public const string InvalidText = "LAB-MDS-0007";

    /// <summary>The device or the link does not have the function.</summary>
    public const string NotSupported = "LAB-MDS-0008";

    /// <summary>The device's data URI or authorization must not or cannot be used for uploads.</summary>
    public const string UploadRefused = "LAB-MDS-0009";

    /// <summary>The chunk service did not accept data.</summary>
    public const string UploadFailed = "LAB-MDS-0010";

    /// <summary>No HID library could be loaded on this system.</summary>
    public const string NoHidLibrary = "LAB-MDS-0011";

    /// <summary>Several devices match.</summary>
    public const string Ambiguous = "LAB-MDS-0012";

    /// <summary>The file of an upload queue cannot be used.</summary>
    public const string QueueFile = "LAB-MDS-0013";

    /// <summary>The address of a device cannot be read.</summary>
    public const string InvalidAddress = "LAB-MDS-0014";
}
