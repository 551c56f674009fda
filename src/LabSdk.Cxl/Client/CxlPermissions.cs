namespace LabSdk.Cxl;

/// <summary>
/// Which kinds of dangerous commands an endpoint lets through without asking each time. Commands that destroy data are not
/// among them: those need a <see cref="CxlConfirmation"/> that names the device.
/// </summary>
public sealed record CxlPermissions
{
    /// <summary>Nothing that is dangerous: the default.</summary>
    public static CxlPermissions None { get; } = new();

    /// <summary>Commands that cut hosts off or disturb them: firmware, scan media, port control, binding, access through a switch. Default false.</summary>
    public bool AllowDisruptive { get; init; }

    /// <summary>Passphrase commands, freezing, security protocols. Wrong passphrases count towards a lock-out. Default false.</summary>
    public bool AllowSecurity { get; init; }

    /// <summary>Vendor specific commands (C000h and up) and opcodes this library does not know. Default false.</summary>
    public bool AllowVendor { get; init; }
}
