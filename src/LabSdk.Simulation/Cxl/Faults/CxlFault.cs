using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>One way in which a simulated CXL component can misbehave; give it to <see cref="CxlFaults.On"/>.</summary>
/// <remarks>Immutable, thread-safe. Faults of the header have no effect on a mailbox, where no header travels.</remarks>
public sealed class CxlFault
{
    private CxlFault()
    {
    }

    /// <summary>The command is carried out, but its answer is lost. On a mailbox the driver gives up with ETIMEDOUT.</summary>
    public static CxlFault Drop { get; } = new() { Copies = 0 };

    /// <summary>The answer has another tag: it belongs to another request.</summary>
    public static CxlFault WrongTag { get; } = Header(message => message[1] += 0x55);

    /// <summary>The answer says that it is a request.</summary>
    public static CxlFault WrongCategory { get; } = Header(message => message[0] &= 0xF0);

    /// <summary>The answer is to another command.</summary>
    public static CxlFault WrongOpcode { get; } = Header(message => message[3] ^= 0x01);

    /// <summary>Reserved bits of the header are set, as a later revision may do; the answer is a good one.</summary>
    public static CxlFault ReservedBits { get; } = Header(message =>
    {
        (message[0], message[2]) = ((byte)(message[0] | 0xF0), 0xFF);
        message[7] |= 0x70;
    });

    /// <summary>The answer says that something runs in the background on the component.</summary>
    public static CxlFault BackgroundFlag { get; } = Header(message => CciFrame.SetBackground(message));

    internal CciResult? Result { get; private init; }

    internal Func<byte[], byte[]>? Reshape { get; private init; }

    internal int Copies { get; private init; } = -1;

    internal TimeSpan Delay { get; private init; }

    internal TimeSpan DuplicateDelay { get; private init; }

    internal int SendErrno { get; private init; }

    internal int ReceiveErrno { get; private init; }

    /// <summary>The command is refused and not carried out.</summary>
    /// <param name="code">The return code; 1 (background started) starts nothing.</param>
    /// <param name="vendorStatus">Vendor specific extended status; a mailbox does not carry it.</param>
    /// <param name="payload">Payload that comes with it; usually none.</param>
    public static CxlFault Return(CxlReturnCode code, ushort vendorStatus = 0, ReadOnlyMemory<byte> payload = default) =>
        new() { Result = new CciResult(code, payload) { VendorStatus = vendorStatus } };

    /// <summary>The command is carried out at once, but answered late.</summary>
    /// <param name="time">How late, on the component's clock.</param>
    public static CxlFault Late(TimeSpan time) => new() { Delay = time };

    /// <summary>The answer comes more than once.</summary>
    /// <param name="copies">How often in all, at least 2.</param>
    /// <param name="after">When the others come after the first. Default at once.</param>
    public static CxlFault Duplicate(int copies = 2, TimeSpan after = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(copies, 2);
        return new() { Copies = copies, DuplicateDelay = after };
    }

    /// <summary>The header tells another payload length than the payload has.</summary>
    /// <param name="difference">Bytes too many, or too few when negative.</param>
    public static CxlFault WrongLength(int difference) =>
        Header(message => CciFrame.SetLength(message, Math.Max(0, CciFrame.Length(message) + difference)));

    /// <summary>The message ends early; its header still tells the whole length.</summary>
    /// <param name="bytes">Bytes that are left of header and payload.</param>
    public static CxlFault Cut(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new() { Reshape = message => message[..Math.Min(bytes, message.Length)] };
    }

    /// <summary>The payload is shorter than the command demands; the header agrees with it.</summary>
    /// <param name="bytes">Bytes that are left of the payload.</param>
    public static CxlFault ShortPayload(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new() { Reshape = message => Resize(message, Math.Min(bytes, message.Length - CciFrame.HeaderSize)) };
    }

    /// <summary>The payload is longer than this revision knows; the header agrees with it.</summary>
    /// <param name="bytes">Bytes that are added.</param>
    public static CxlFault Surplus(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new() { Reshape = message => Resize(message, message.Length - CciFrame.HeaderSize + bytes) };
    }

    /// <summary>The answer of a tunnel command tells another length of the embedded message than it has. Script it on the component whose layer is to lie.</summary>
    /// <param name="difference">Bytes too many, or too few when negative.</param>
    public static CxlFault TunnelLength(int difference) => new()
    {
        Reshape = message =>
        {
            if (message.Length >= CciFrame.HeaderSize + 2)
            {
                var length = message[CciFrame.HeaderSize] + (message[CciFrame.HeaderSize + 1] << 8) + difference;
                (message[CciFrame.HeaderSize], message[CciFrame.HeaderSize + 1]) = ((byte)length, (byte)(length >> 8));
            }

            return message;
        },
    };

    /// <summary>The request cannot be sent, or the ioctl fails; the component does not see it.</summary>
    /// <param name="errno">The Linux error number, for example 113 for EHOSTUNREACH or 1 for EPERM.</param>
    public static CxlFault SendFails(int errno) => new() { SendErrno = errno };

    /// <summary>The command is carried out, but receiving fails. On a mailbox the ioctl fails.</summary>
    /// <param name="errno">The Linux error number.</param>
    public static CxlFault ReceiveFails(int errno) => new() { ReceiveErrno = errno };

    private static CxlFault Header(Action<byte[]> change) => new()
    {
        Reshape = message =>
        {
            if (message.Length >= CciFrame.HeaderSize)
            {
                change(message);
            }

            return message;
        },
    };

    private static byte[] Resize(byte[] message, int payload)
    {
        if (message.Length >= CciFrame.HeaderSize)
        {
            Array.Resize(ref message, CciFrame.HeaderSize + payload);
            CciFrame.SetLength(message, payload);
        }

        return message;
    }
}
