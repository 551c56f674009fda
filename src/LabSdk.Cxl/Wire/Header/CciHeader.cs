using System.Buffers.Binary;

namespace LabSdk.Cxl;

/// <summary>
/// The 12 bytes before the payload of every message of the Component Command Interface (CXL 3.1, section 7.6.3).
/// </summary>
/// <remarks><code>
/// at size  field
///  0    1  category, bits 3:0: 0 request, 1 answer
///  1    1  tag; an answer has that of its request
///  2    1  reserved
///  3    2  opcode
///  5    3  bits 19:0 payload length, bit 23 background operation
///  8    2  return code; 0 in a request
/// 10    2  vendor specific extended status; 0 in a request
/// </code></remarks>
public readonly record struct CciHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 12;

    /// <summary>The longest payload that the length field can say.</summary>
    public const int LongestPayload = (1 << 20) - 1;

    /// <summary>True for an answer, false for a request; null for a category that is not defined.</summary>
    public bool? IsResponse { get; init; }

    /// <summary>The tag.</summary>
    public byte Tag { get; init; }

    /// <summary>The opcode.</summary>
    public ushort Opcode { get; init; }

    /// <summary>The payload length in bytes, 0 to <see cref="LongestPayload"/>.</summary>
    public int PayloadLength { get; init; }

    /// <summary>True while a command runs in the background on the component; answers only.</summary>
    public bool IsBackgroundActive { get; init; }

    /// <summary>The return code; answers only.</summary>
    public CxlReturnCode ReturnCode { get; init; }

    /// <summary>The vendor specific extended status; answers only.</summary>
    public ushort VendorStatus { get; init; }

    /// <summary>The header of a request.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="payloadLength">Bytes of the payload.</param>
    public static CciHeader Request(ushort opcode, byte tag, int payloadLength) =>
        new() { IsResponse = false, Opcode = opcode, Tag = tag, PayloadLength = payloadLength };

    /// <summary>Reads a header. Reserved bits are passed over, whatever they are.</summary>
    /// <param name="message">A message.</param>
    /// <param name="header">The header.</param>
    /// <returns>False when the message is shorter than a header.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out CciHeader header)
    {
        if (message.Length < Size)
        {
            header = default;
            return false;
        }

        var length = message[5] | (message[6] << 8) | (message[7] << 16);
        header = new()
        {
            IsResponse = (message[0] & 0x0F) switch { 0 => false, 1 => true, _ => null },
            Tag = message[1],
            Opcode = BinaryPrimitives.ReadUInt16LittleEndian(message[3..]),
            PayloadLength = length & LongestPayload,
            IsBackgroundActive = (length & 0x800000) != 0,
            ReturnCode = (CxlReturnCode)BinaryPrimitives.ReadUInt16LittleEndian(message[8..]),
            VendorStatus = BinaryPrimitives.ReadUInt16LittleEndian(message[10..]),
        };
        return true;
    }

    /// <summary>Writes the header; reserved bits become 0.</summary>
    /// <param name="destination">At least 12 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The payload is too long for the length field.</exception>
    public void Write(Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)PayloadLength, (uint)LongestPayload, nameof(PayloadLength));
        destination[0] = (byte)(IsResponse switch { false => 0, true => 1, null => 0x0F });
        destination[1] = Tag;
        destination[2] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[3..], Opcode);
        destination[5] = (byte)PayloadLength;
        destination[6] = (byte)(PayloadLength >> 8);
        destination[7] = (byte)((PayloadLength >> 16) | (IsBackgroundActive ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(destination[8..], (ushort)ReturnCode);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[10..], VendorStatus);
    }
}
