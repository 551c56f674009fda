using System.Buffers.Binary;

namespace LabSdk.Cxl;

/// <summary>
/// CCI messages as they travel over MCTP and inside tunnels: 12 bytes of header, then the payload. The rules by which an
/// answer is accepted, in their order.
/// </summary>
internal static class CciMessage
{
    public const int HeaderSize = 12, LongestPayload = 0xFFFFF;

    private const byte Response = 1, CategoryBits = 0x0F, BackgroundBit = 0x80;

    /// <summary>Writes the header of a request. Reserved fields, and the status of an answer, are 0.</summary>
    public static void WriteRequest(Span<byte> destination, byte tag, ushort opcode, int payloadLength)
    {
        destination[..HeaderSize].Clear();
        destination[1] = tag;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[3..], opcode);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[5..], (ushort)payloadLength);
        destination[7] = (byte)(payloadLength >> 16);
    }

    /// <summary>Throws when the message is too short to be one.</summary>
    /// <exception cref="CxlProtocolException">Fewer than 12 bytes.</exception>
    public static void CheckHeader(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderSize)
        {
            throw new CxlProtocolException($"A message of {message.Length} bytes came; a header alone has {HeaderSize}.");
        }
    }

    /// <summary>True when a message with a whole header is the answer to that request.</summary>
    public static bool IsAnswer(ReadOnlySpan<byte> message, byte tag, ushort opcode) =>
        IsResponse(message) && message[1] == tag && BinaryPrimitives.ReadUInt16LittleEndian(message[3..]) == opcode;

    /// <summary>True when a message with a whole header is an answer to anything; reserved bits do not count.</summary>
    public static bool IsResponse(ReadOnlySpan<byte> message) => (message[0] & CategoryBits) == Response;

    /// <summary>Reads an answer. A failing code is returned with whatever followed the header.</summary>
    /// <param name="message">The whole message, header checked.</param>
    /// <param name="ownsPayload">True to copy the payload, because the message is in a buffer that will be used again.</param>
    /// <exception cref="CxlProtocolException">The code is success and the length field is not true.</exception>
    public static CxlReply ReadAnswer(ReadOnlyMemory<byte> message, bool ownsPayload)
    {
        var header = message.Span;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(header[5..]) | (header[7] & 0x0F) << 16;
        var code = (CxlReturnCode)BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var payload = message[HeaderSize..];
        if (code == CxlReturnCode.Success && length != payload.Length)
        {
            throw new CxlProtocolException($"The answer says {length} bytes of payload, and {payload.Length} came.");
        }

        return new CxlReply(
            code,
            payload.IsEmpty ? default : ownsPayload ? payload.ToArray() : payload,
            BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
            (header[7] & BackgroundBit) != 0);
    }
}
