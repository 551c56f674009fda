using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>What the Linux driver knows about commands: ids, sizes, and the opcodes that it does not let through raw (6.12).</summary>
internal static class KernelCommands
{
    public const uint Raw = 2, Any = uint.MaxValue;

    public const ushort SetPartition = 0x4101, ClearLog = 0x0403, Sanitize = 0x4400;

    /// <summary>Opcode and sizes by id. Ids that are missing here are holes: raw, and those that were withdrawn.</summary>
    private static readonly Dictionary<uint, (ushort Opcode, uint Input, uint Output)> Table = new()
    {
        [1] = (0x4000, 0, 0x43), [3] = (0x0400, 0, Any), [4] = (0x0200, 0, 0x50), [5] = (0x4100, 0, 0x20), [6] = (0x4102, 8, Any),
        [7] = (0x4200, 0, 0x12), [8] = (0x0401, 0x18, Any), [9] = (SetPartition, 0x0A, 0), [10] = (0x4103, Any, 0), [11] = (0x4201, 0, 0x10),
        [12] = (0x4202, 0x0C, 0), [13] = (0x4203, 0, 1), [14] = (0x4204, 1, 0), [18] = (0x4303, 0x10, 4), [21] = (0x0300, 0, 8),
        [22] = (0x0402, 0x10, 4), [23] = (ClearLog, 0x10, 0), [24] = (0x0405, 2, Any),
    };

    /// <summary>Entries of a query, holes included.</summary>
    public const int Count = 25;

    public static bool TryFind(uint id, out ushort opcode, out uint input, out uint output)
    {
        var found = Table.TryGetValue(id, out var entry);
        (opcode, input, output) = entry;
        return found;
    }

    /// <summary>One entry of a query.</summary>
    /// <param name="id">The position, which is the id.</param>
    /// <param name="isRawBuilt">True when the driver takes raw commands.</param>
    /// <param name="isOffered">True when the device has the command.</param>
    public static CxlMailboxCommand Entry(uint id, bool isRawBuilt, Func<ushort, bool> isOffered) =>
        id == Raw && isRawBuilt ? new CxlMailboxCommand(Raw, 1, Any, Any)
            : TryFind(id, out var opcode, out var input, out var output) ? new CxlMailboxCommand(id, isOffered(opcode) ? 1u : 0, input, output)
            : default;

    /// <summary>True for what a driver with raw commands still refuses.</summary>
    public static bool IsRawDenied(ushort opcode) =>
        (opcode >> 8) is 0x44 or 0x45 or 0x46 || opcode is 0x0202 or 0x4101 or 0x4103 or 0x4204 or 0x4300 or 0x4301 or 0x4302 or 0x4304 or 0x4305;
}
