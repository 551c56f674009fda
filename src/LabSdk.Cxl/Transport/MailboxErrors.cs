namespace LabSdk.Cxl;

/// <summary>What the driver's error numbers mean for a command.</summary>
internal static class MailboxErrors
{
    /// <summary>The error of a command that the driver refused or could not carry out.</summary>
    public static CxlIoException Of(int errno, string name, ushort opcode, bool isRaw)
    {
        var problem = $"CXLMI command failed: {CxlOpcodes.Describe(opcode)} on {name}: {LinuxErrno.Describe(errno)}.";
        return errno switch
        {
            LinuxErrno.EPerm when isRaw => Blocked(problem, opcode, name),
            LinuxErrno.ENoTty => Error(errno, problem, "The device does not announce this command, or the driver has none for it.", opcode, name),
            LinuxErrno.EBusy => Error(errno, problem, Busy(opcode), opcode, name),
            LinuxErrno.EInval => Error(errno, problem, "A size or a reserved field is not what the driver takes.", opcode, name),
            LinuxErrno.ENoMem => Error(errno, problem, "The driver expects another payload size, or memory is short.", opcode, name),
            LinuxErrno.ENxIo or LinuxErrno.ENoDev => Error(errno, problem, "The device was removed, or its driver was unloaded.", opcode, name),
            LinuxErrno.ETimedOut or LinuxErrno.EIo => Error(errno, problem, "The device did not finish the mailbox transaction; dmesg may say more.", opcode, name),
            _ => Error(errno, problem, null, opcode, name),
        };
    }

    private static CxlIoException Blocked(string problem, ushort opcode, string name)
    {
        var denied = CxlOpcodes.IsRawDenied(opcode)
            ? "this opcode is on the driver's deny list (debugfs cxl/mbox/raw_allow_all lifts it)"
            : "the driver's deny list has this opcode, which it usually has not";
        return Error(
            LinuxErrno.EPerm,
            $"{problem} The driver has no id of its own for it, and refused it as a raw command.",
            $"One of three reasons: the kernel was built without CONFIG_CXL_MEM_RAW_COMMANDS; the kernel is locked down; or {denied}.",
            opcode,
            name,
            CxlErrorIds.Blocked);
    }

    private static string Busy(ushort opcode) => opcode switch
    {
        CxlOpcodes.SetPartitionInfo => "The driver never changes partitions at once, and not while cxl_pmem is bound: leave the immediate flag out.",
        CxlOpcodes.ClearLog => "The driver clears the vendor debug log only.",
        _ => "The kernel keeps the resource to itself (labels, partitions and shutdown state while cxl_pmem is bound), or a Sanitize runs.",
    };

    private static CxlIoException Error(int errno, string problem, string? hint, ushort opcode, string name, string? id = null) =>
        new(errno, problem, hint, id) { Opcode = opcode, Endpoint = name };
}
