using System.Buffers.Binary;

namespace LabSdk.Simulation.Cxl;

/// <summary>The 12 byte header of a CCI message, read and written on the component's side.</summary>
internal static class CciFrame
{
    public const int HeaderSize = 12;

    private const byte BackgroundFlag = 0x80;

    public static bool IsRequest(ReadOnlySpan<byte> message) => (message[0] & 0x0F) == 0;

    public static byte Tag(ReadOnlySpan<byte> message) => message[1];

    public static ushort Opcode(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16LittleEndian(message[3..]);

    public static int Length(ReadOnlySpan<byte> message) => message[5] | (message[6] << 8) | ((message[7] & 0x0F) << 16);

    public static ushort ReturnCode(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16LittleEndian(message[8..]);

    public static byte[] Request(ushort opcode, byte tag, ReadOnlySpan<byte> payload) => Build(0, tag, opcode, payload);

    public static byte[] Response(ushort opcode, byte tag, in CciResult result, bool isBackgroundActive)
    {
        var message = Build(1, tag, opcode, result.Payload.Span);
        message[7] |= isBackgroundActive ? BackgroundFlag : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(8), (ushort)result.Code);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(10), result.VendorStatus);
        return message;
    }

    /// <summary>Changes the length field; the background flag stays.</summary>
    public static void SetLength(Span<byte> message, int length)
    {
        (message[5], message[6]) = ((byte)length, (byte)(length >> 8));
        message[7] = (byte)((message[7] & 0xF0) | ((length >> 16) & 0x0F));
    }

    public static void SetBackground(Span<byte> message) => message[7] |= BackgroundFlag;

    private static byte[] Build(byte category, byte tag, ushort opcode, ReadOnlySpan<byte> payload)
    {
        var message = new byte[HeaderSize + payload.Length];
        (message[0], message[1]) = (category, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(3), opcode);
        SetLength(message, payload.Length);
        payload.CopyTo(message.AsSpan(HeaderSize));
        return message;
    }
}
