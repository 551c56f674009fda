namespace LabSdk.Cxl;

/// <summary>
/// CCI messages as they travel over MCTP and inside tunnels: 12 bytes of header, then the payload. The rules by which an
/// answer is accepted, in their order.
/// </summary>
internal static class CciMessage
{
    public const int HeaderSize = CciHeader.Size, LongestPayload = CciHeader.LongestPayload;

    /// <summary>Writes the header of a request. Reserved fields, and the status of an answer, are 0.</summary>
    public static void WriteRequest(Span<byte> destination, byte tag, ushort opcode, int payloadLength) =>
        CciHeader.Request(opcode, tag, payloadLength).Write(destination);

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
        CciHeader.TryRead(message, out var header) && header.IsResponse == true && header.Tag == tag && header.Opcode == opcode;

    /// <summary>True when a message with a whole header is an answer to anything; reserved bits do not count.</summary>
    public static bool IsResponse(ReadOnlySpan<byte> message) => CciHeader.TryRead(message, out var header) && header.IsResponse == true;

    /// <summary>Reads an answer. A failing code is returned with whatever followed the header.</summary>
    /// <param name="message">The whole message, header checked.</param>
    /// <param name="ownsPayload">True to copy the payload, because the message is in a buffer that will be used again.</param>
    /// <exception cref="CxlProtocolException">The code is success and the length field is not true.</exception>
    public static CxlReply ReadAnswer(ReadOnlyMemory<byte> message, bool ownsPayload)
    {
        CciHeader.TryRead(message.Span, out var header);
        var payload = message[HeaderSize..];
        if (header.ReturnCode == CxlReturnCode.Success && header.PayloadLength != payload.Length)
        {
            throw new CxlProtocolException($"The answer says {header.PayloadLength} bytes of payload, and {payload.Length} came.");
        }

        return new CxlReply(
            header.ReturnCode,
            payload.IsEmpty ? default : ownsPayload ? payload.ToArray() : payload,
            header.VendorStatus,
            header.IsBackgroundActive);
    }
}
