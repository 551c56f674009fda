using System.Collections.Frozen;

namespace LabSdk.Cxl;

/// <summary>
/// The ids by which the Linux driver knows commands (<c>CXL_MEM_COMMAND_ID_*</c> of <c>linux/cxl_mem.h</c>) and which of them
/// the driver at hand lists. Ids of newer kernels, which are not in the table, go the raw way.
/// </summary>
internal sealed class MailboxCommands
{
    public const uint Raw = 2, Variable = uint.MaxValue;

    private static readonly FrozenDictionary<uint, ushort> Opcodes = new Dictionary<uint, ushort>
    {
        [1] = 0x4000, [3] = 0x0400, [4] = 0x0200, [5] = 0x4100, [6] = 0x4102, [7] = 0x4200, [8] = 0x0401, [9] = 0x4101, [10] = 0x4103,
        [11] = 0x4201, [12] = 0x4202, [13] = 0x4203, [14] = 0x4204, [15] = 0x4300, [16] = 0x4301, [17] = 0x4302, [18] = 0x4303,
        [19] = 0x4304, [20] = 0x4305, [21] = 0x0300, [22] = 0x0402, [23] = 0x0403, [24] = 0x0405,
    }.ToFrozenDictionary();

    private readonly Dictionary<ushort, CxlMailboxCommand> _byOpcode = [];

    private MailboxCommands(ReadOnlySpan<CxlMailboxCommand> commands)
    {
        foreach (var command in commands)
        {
            // Holes have id 0. Flags are not looked at: Linux 6.1 leaves them 0 for commands that work.
            if (Opcodes.TryGetValue(command.Id, out var opcode))
            {
                _byOpcode[opcode] = command;
            }
        }
    }

    /// <summary>Asks the driver.</summary>
    /// <returns>Null when it could not be asked this time; an empty list for a driver that has none, where everything goes the raw way.</returns>
    public static MailboxCommands? Query(ICxlMailbox mailbox)
    {
        const int most = 4096;
        var errno = mailbox.QueryCommands([], out var total);
        if (errno == 0 && total is > 0 and <= most)
        {
            var commands = new CxlMailboxCommand[total];
            errno = mailbox.QueryCommands(commands, out var filled);
            if (errno == 0)
            {
                return new MailboxCommands(commands.AsSpan(0, Math.Clamp(filled, 0, total)));
            }
        }

        return errno is 0 or LinuxErrno.ENoTty or LinuxErrno.EInval ? new MailboxCommands([]) : null;
    }

    /// <summary>The driver's command for an opcode, if it lists one that takes a payload of this size.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="payloadSize">Bytes of the request on the wire.</param>
    /// <param name="id">The driver's id.</param>
    /// <param name="padding">Zero bytes to add: the driver's Set Partition Info has 10 bytes, the command 9.</param>
    public bool TryFind(ushort opcode, int payloadSize, out uint id, out int padding)
    {
        (id, padding) = (0, 0);
        if (!_byOpcode.TryGetValue(opcode, out var command))
        {
            return false;
        }

        id = command.Id;
        padding = opcode == CxlOpcodes.SetPartitionInfo && command.InputSize == payloadSize + 1 ? 1 : 0;
        return command.InputSize is Variable || command.InputSize == payloadSize + padding;
    }
}
