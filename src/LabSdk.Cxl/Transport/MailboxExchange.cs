namespace LabSdk.Cxl;

/// <summary>
/// One command after the other through a mailbox, in the calling thread: by the driver's own id where it lists one, else
/// raw. The rules by which the driver's results are read are those of Linux 6.1 to 6.12.
/// </summary>
internal sealed class MailboxExchange(ICxlMailbox mailbox, bool preferRaw)
{
    private readonly byte[] _output = new byte[mailbox.PayloadMaximum];
    private readonly HashSet<ushort> _withoutId = [];
    private MailboxCommands? _commands;

    /// <summary>Carries a command out.</summary>
    /// <exception cref="CxlIoException">The driver refused, or the transaction failed.</exception>
    /// <exception cref="CxlProtocolException">The driver says it wrote more than there was room for.</exception>
    public CxlReply Execute(ushort opcode, ReadOnlySpan<byte> payload)
    {
        _commands ??= preferRaw ? null : MailboxCommands.Query(mailbox);
        if (_commands is null || !_commands.TryFind(opcode, payload.Length, out var id, out var padding) || _withoutId.Contains(opcode))
        {
            return Finish(SendRaw(opcode, payload, out var reply), opcode, isRaw: true, reply);
        }

        var errno = Send(id, rawOpcode: 0, padding == 0 ? payload : [.. payload, .. new byte[padding]], out var answer);
        if (errno != LinuxErrno.ENoTty)
        {
            return Finish(errno, opcode, isRaw: false, answer);
        }

        // Listed, but the device does not announce it. The raw way may still reach it; where that is closed, ENOTTY is the reason.
        errno = SendRaw(opcode, payload, out answer);
        if (errno == 0)
        {
            _withoutId.Add(opcode);
        }

        return Finish(errno == LinuxErrno.EPerm ? LinuxErrno.ENoTty : errno, opcode, isRaw: errno != LinuxErrno.EPerm, answer);
    }

    private int SendRaw(ushort opcode, ReadOnlySpan<byte> payload, out CxlReply reply) => Send(MailboxCommands.Raw, opcode, payload, out reply);

    private int Send(uint id, ushort rawOpcode, ReadOnlySpan<byte> input, out CxlReply reply)
    {
        reply = default;
        var errno = mailbox.SendCommand(id, rawOpcode, input, _output, out var code, out var size);
        if (errno != 0)
        {
            return errno;
        }

        // With a failing code the size still is what was offered: the output means nothing then.
        if (code != 0)
        {
            reply = new CxlReply(code <= ushort.MaxValue ? (CxlReturnCode)code : (CxlReturnCode)ushort.MaxValue, default);
            return 0;
        }

        if (size < 0 || size > _output.Length)
        {
            throw new CxlProtocolException($"The driver of {mailbox.Name} says it wrote {size} bytes into {_output.Length}.") { Endpoint = mailbox.Name };
        }

        reply = new CxlReply(CxlReturnCode.Success, size == 0 ? default : _output.AsSpan(0, size).ToArray());
        return 0;
    }

    private CxlReply Finish(int errno, ushort opcode, bool isRaw, CxlReply reply) => errno switch
    {
        0 => reply,

        // The kernel does not wait for raw background commands: this one was started.
        LinuxErrno.ETimedOut when isRaw && CxlOpcodes.MayRunInBackground(opcode) => new CxlReply(CxlReturnCode.BackgroundStarted, default),
        _ => throw MailboxErrors.Of(errno, mailbox.Name, opcode, isRaw),
    };
}
