namespace LabSdk.Cxl;

/// <summary>Opcodes that transports and endpoints treat in a way of their own.</summary>
internal static class CxlOpcodes
{
    public const ushort Identify = 0x0001, BackgroundStatus = 0x0002, RequestAbort = 0x0005, SetResponseLimit = 0x0004, SetPartitionInfo = 0x4101, ClearLog = 0x0403,
        Sanitize = 0x4400, Tunnel = 0x5300, Maintenance = 0x0600, FirstVendor = CxlCommands.FirstVendorOpcode;

    /// <summary>For a message, for example <c>Get Health Info (4200h)</c>.</summary>
    public static string Describe(ushort opcode) => opcode switch
    {
        Tunnel => "Tunnel Management Command (5300h)",
        >= FirstVendor => $"Vendor command ({opcode:X4}h)",
        _ => CxlCommands.Find(opcode)?.ToString() ?? $"Command {opcode:X4}h",
    };

    /// <summary>True for the sets that only a fabric manager sends; a tunnel is not one of them.</summary>
    public static bool IsFabricManager(ushort opcode) => opcode >> 8 is >= 0x51 and <= 0x56 && opcode != Tunnel;

    /// <summary>True when a command with this opcode may answer that it goes on in the background.</summary>
    public static bool MayRunInBackground(ushort opcode) =>
        opcode >= FirstVendor || CxlCommands.All.Any(command => command.Opcode == opcode && command.Background != CxlBackgroundUse.No);

    /// <summary>True for the sets whose payloads hold passphrases or belong to a security protocol.</summary>
    public static bool HasSecrets(ushort opcode) => opcode >> 8 is 0x45 or 0x46;

    /// <summary>True for opcodes that Linux refuses on the raw way: <c>cxl_disabled_raw_commands</c> and <c>security_command_sets</c> of its mailbox driver.</summary>
    public static bool IsRawDenied(ushort opcode) =>
        opcode is 0x0202 or 0x4101 or 0x4103 or 0x4204 or (>= 0x4300 and <= 0x4305 and not 0x4303) || opcode >> 8 is 0x44 or 0x45 or 0x46;
}
