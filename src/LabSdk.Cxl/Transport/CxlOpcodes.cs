namespace LabSdk.Cxl;

/// <summary>Opcodes that transports and endpoints treat in a way of their own.</summary>
internal static class CxlOpcodes
{
    public const ushort Identify = 0x0001, BackgroundStatus = 0x0002, RequestAbort = 0x0005, SetPartitionInfo = 0x4101, ClearLog = 0x0403,
        Sanitize = 0x4400, Tunnel = 0x5300, FirstVendor = 0xC000;

    /// <summary>For a message, for example <c>opcode 4200h</c>.</summary>
    public static string Describe(ushort opcode) => $"command {opcode:X4}h";

    /// <summary>True for the sets that only a fabric manager sends; a tunnel is not one of them.</summary>
    public static bool IsFabricManager(ushort opcode) => opcode >> 8 is >= 0x51 and <= 0x56 && opcode != Tunnel;

    /// <summary>True when the command may answer that it goes on in the background (specification, chapter 8.2.9).</summary>
    public static bool MayRunInBackground(ushort opcode) =>
        opcode is 0x0201 or 0x0202 or 0x0404 or 0x0502 or 0x4304 or 0x4400 or 0x4402 or 0x5201 or 0x5202 or >= FirstVendor;

    /// <summary>True for opcodes that Linux refuses on the raw way: <c>cxl_disabled_raw_commands</c> and <c>security_command_sets</c> of its mailbox driver.</summary>
    public static bool IsRawDenied(ushort opcode) =>
        opcode is 0x0202 or 0x4101 or 0x4103 or 0x4204 or (>= 0x4300 and <= 0x4305 and not 0x4303) || opcode >> 8 is 0x44 or 0x45 or 0x46;
}
