using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>A CXL character device as the Linux driver offers it, with the driver's checks, in front of a simulated component.</summary>
internal sealed class SimulatedCxlMailbox(SimulatedCxlComponent component) : ICxlMailbox
{
    // As the kernel: Linux errnos.
    private const int EPerm = 1, EIo = 5, ENxIo = 6, ENoMem = 12, EBusy = 16, EInval = 22, ENoTty = 25, ETimedOut = 110;

    private bool _isClosed;

    public string Name => component.Name;

    public int PayloadMaximum => component.MailboxPayloadMaximum;

    public ulong? SerialNumber => component.SerialNumber;

    public int QueryCommands(Span<CxlMailboxCommand> commands, out int total)
    {
        total = KernelCommands.Count;
        if (_isClosed || !component.IsConnected)
        {
            return ENxIo;
        }

        for (var id = 0; id < Math.Min(total, commands.Length); id++)
        {
            commands[id] = KernelCommands.Entry((uint)id, component.Kernel != CxlKernel.Stock, IsOffered);
        }

        return 0;
    }

    public int SendCommand(uint id, ushort rawOpcode, ReadOnlySpan<byte> input, Span<byte> output, out uint returnCode, out int outputSize)
    {
        // A refused command leaves the caller's size as it was.
        (returnCode, outputSize) = (0, output.Length);
        component.Note(new CxlMailboxRequest(id, rawOpcode, input.ToArray(), output.Length));
        var errno = Check(id, rawOpcode, input, output.Length, out var opcode);
        if (errno != 0)
        {
            return errno;
        }

        // The driver's Set Partition Info has a byte more than the command.
        var payload = id != KernelCommands.Raw && opcode == KernelCommands.SetPartition ? input[..9] : input;
        var delivery = component.Endpoint.Exchange(CciFrame.Request(opcode, 0, payload), CciLink.Mailbox, 0, PayloadMaximum);
        errno = delivery.SendErrno != 0 ? delivery.SendErrno : delivery.ReceiveErrno;
        Wait(delivery.Delay);
        if (errno != 0)
        {
            return errno;
        }

        return delivery.Messages is [var answer, ..] ? Take(answer, id, opcode, output, out returnCode, ref outputSize) : ETimedOut;
    }

    public void Dispose() => _isClosed = true;

    private int Check(uint id, ushort rawOpcode, ReadOnlySpan<byte> input, int room, out ushort opcode)
    {
        opcode = rawOpcode;
        if (_isClosed || !component.IsConnected)
        {
            return ENxIo;
        }

        var errno = id == KernelCommands.Raw ? CheckRaw(rawOpcode, input.Length, room) : CheckTyped(id, input, room, out opcode);
        return errno == 0 && component.Kernel != CxlKernel.Permissive && component.IsSanitizing ? EBusy : errno;
    }

    private int CheckRaw(ushort opcode, int size, int room)
    {
        if (component.Kernel == CxlKernel.Stock || (component.Kernel == CxlKernel.Raw && KernelCommands.IsRawDenied(opcode)))
        {
            return EPerm;
        }

        return size > PayloadMaximum || room > PayloadMaximum ? EInval : 0;
    }

    private int CheckTyped(uint id, ReadOnlySpan<byte> input, int room, out ushort opcode)
    {
        if (!KernelCommands.TryFind(id, out opcode, out var inputSize, out var outputSize) || !IsOffered(opcode))
        {
            return ENoTty;
        }

        if ((inputSize != KernelCommands.Any && input.Length != inputSize) || (outputSize != KernelCommands.Any && room < outputSize))
        {
            return ENoMem;
        }

        if (input.Length > PayloadMaximum)
        {
            return EInval;
        }

        var isImmediate = opcode == KernelCommands.SetPartition && (input[8] & 1) != 0;
        var isOtherLog = opcode == KernelCommands.ClearLog && !input.SequenceEqual(CxlUuids.VendorDebugLog.ToByteArray(bigEndian: true));
        return isImmediate || isOtherLog ? EBusy : 0;
    }

    private int Take(byte[] answer, uint id, ushort opcode, Span<byte> output, out uint returnCode, ref int outputSize)
    {
        returnCode = 0;
        if (answer.Length < CciFrame.HeaderSize)
        {
            return EIo;
        }

        returnCode = CciFrame.ReturnCode(answer);
        if (returnCode == (uint)CxlReturnCode.BackgroundStarted && component.Kernel == CxlKernel.Raw && id == KernelCommands.Raw && opcode != KernelCommands.Sanitize)
        {
            return ETimedOut;
        }

        if (returnCode == 0)
        {
            // Cut silently to what the caller offered.
            outputSize = Math.Min(output.Length, answer.Length - CciFrame.HeaderSize);
            answer.AsSpan(CciFrame.HeaderSize, outputSize).CopyTo(output);
        }

        return 0;
    }

    private void Wait(TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            Blocking.Run(
                token => Task.Delay(delay, component.Time, token),
                new BlockingCall("Waiting for a simulated mailbox") { IsInterruptible = false, IsBackground = true });
        }
    }

    private bool IsOffered(ushort opcode) => component.IsOffered(opcode, CciLink.Mailbox);
}
