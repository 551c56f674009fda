namespace LabSdk.Cxl;

/// <summary>The stable ids of errors raised by LabSdk.Cxl. Each has a page in docs/errors.</summary>
public static class CxlErrorIds
{
    /// <summary>The component answered with a failing return code.</summary>
    public const string Device = "LAB-CXL-0001";

    /// <summary>A call to the kernel or a transfer failed.</summary>
    public const string Io = "LAB-CXL-0002";

    /// <summary>The component did not answer in time.</summary>
    public const string Timeout = "LAB-CXL-0003";

    /// <summary>An answer breaks the protocol.</summary>
    public const string Protocol = "LAB-CXL-0004";

    /// <summary>The command or tunnel needs the fabric manager commands, which are off for this endpoint.</summary>
    public const string FmApiDisabled = "LAB-CXL-0005";

    /// <summary>The command destroys data and was not confirmed for this device.</summary>
    public const string NotConfirmed = "LAB-CXL-0006";

    /// <summary>The command is of a kind that the endpoint's permissions do not allow.</summary>
    public const string NotPermitted = "LAB-CXL-0007";

    /// <summary>There is no such device or endpoint.</summary>
    public const string NotFound = "LAB-CXL-0008";

    /// <summary>The device is there, but this user may not open or address it.</summary>
    public const string AccessDenied = "LAB-CXL-0009";

    /// <summary>The context has this endpoint open already.</summary>
    public const string AlreadyOpen = "LAB-CXL-0010";

    /// <summary>The kernel of this computer has no MCTP.</summary>
    public const string NoMctp = "LAB-CXL-0011";

    /// <summary>The driver does not let this command through.</summary>
    public const string Blocked = "LAB-CXL-0012";

    /// <summary>A request is larger than the endpoint takes.</summary>
    public const string TooLarge = "LAB-CXL-0013";

    /// <summary>The address or name of an endpoint cannot be read.</summary>
    public const string InvalidAddress = "LAB-CXL-0014";

    /// <summary>A firmware package, feature value or slot cannot be used.</summary>
    public const string InvalidData = "LAB-CXL-0015";

    /// <summary>MCTP endpoints cannot be listed over D-Bus.</summary>
    public const string Bus = "LAB-CXL-0016";
}
