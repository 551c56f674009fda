namespace LabSdk.Cxl;

/// <summary>All commands: one property for each, a list, and look-ups. Each command's file in Wire/Generated/Commands shows its layout.</summary>
public static partial class CxlCommands
{
    /// <summary>The lowest opcode of a vendor's command.</summary>
    public const ushort FirstVendorOpcode = 0xC000;

    /// <summary>All commands, by opcode.</summary>
    public static IReadOnlyList<CxlCommand> All => CxlCommandList.All;

    /// <summary>
    /// The command of an opcode; null when there is none here. Get Log has two views and Media Operations two operations:
    /// Get Log itself and the harmless discovery are found, see the other overload.
    /// </summary>
    /// <param name="opcode">The opcode; from C000h on the vendor's command is found.</param>
    public static CxlCommand? Find(ushort opcode) =>
        opcode >= FirstVendorOpcode ? VendorSpecific : Array.Find(CxlCommandList.All, command => command.Opcode == opcode);

    /// <summary>The command of an opcode and its request: tells a Media Operations discovery from a sanitize, a Command Effects Log from another.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="request">The request payload.</param>
    public static CxlCommand? Find(ushort opcode, ReadOnlySpan<byte> request)
    {
        var found = Find(opcode);
        if (found == MemdevMediaOperationsDiscovery && !request.IsEmpty && request[0] != 0)
        {
            return MemdevMediaOperationsSanitize;
        }

        return found == GetLog && request.Length >= 16 && new Guid(request[..16], bigEndian: true) == CxlLogIds.CommandEffects ? GetLogCel : found;
    }

    /// <summary>The command with a stable name; null when there is none.</summary>
    /// <param name="id">For example <c>memdev_get_health_info</c>.</param>
    public static CxlCommand? Find(string id) => Array.Find(CxlCommandList.All, command => command.Id == id);
}
