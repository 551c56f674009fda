namespace LabSdk.Cxl;

/// <summary>
/// A CXL character device as the Linux driver offers it, call by call: the seam below <c>MailboxTransport</c>, for the real
/// device node and for a simulated one. Calls block for as long as the device takes and cannot be cancelled.
/// </summary>
/// <remarks>Source: <c>include/uapi/linux/cxl_mem.h</c> of Linux.</remarks>
public interface ICxlMailbox : IDisposable
{
    /// <summary>The node's name, for example <c>mem0</c>.</summary>
    string Name { get; }

    /// <summary>The mailbox payload size in bytes, as sysfs tells it; 2048 where it does not.</summary>
    int PayloadMaximum { get; }

    /// <summary>The device's serial number, as sysfs tells it; null where it does not. It is what confirmations are checked against.</summary>
    ulong? SerialNumber => null;

    /// <summary>CXL_MEM_QUERY_COMMANDS: fills in as many entries as fit.</summary>
    /// <param name="commands">Room for entries; empty to ask for their number only.</param>
    /// <param name="total">The number of entries the driver has.</param>
    /// <returns>0, or the errno of the failure.</returns>
    int QueryCommands(Span<CxlMailboxCommand> commands, out int total);

    /// <summary>CXL_MEM_SEND_COMMAND.</summary>
    /// <param name="id">Id of the driver's command; 2 for RAW.</param>
    /// <param name="rawOpcode">The opcode of a RAW command, else 0.</param>
    /// <param name="input">The request payload.</param>
    /// <param name="output">Room for the answer.</param>
    /// <param name="returnCode">The device's return code; valid when the result is 0.</param>
    /// <param name="outputSize">Bytes written; valid when the result and the return code are 0.</param>
    /// <returns>0 when the transaction took place, whatever the device said; else the errno of the failure.</returns>
    int SendCommand(uint id, ushort rawOpcode, ReadOnlySpan<byte> input, Span<byte> output, out uint returnCode, out int outputSize);
}
