using System.Buffers.Binary;

namespace LabSdk.Cxl.Linux;

/// <summary><c>struct sockaddr_mctp</c> of Linux: family at 0, network at 4, endpoint at 8, message type at 9, tag at 10.</summary>
/// <param name="Network">The network; 0 is the default one.</param>
/// <param name="Endpoint">The endpoint id; FFh is any.</param>
/// <param name="MessageType">The message type, integrity bit included.</param>
/// <param name="Tag">Tag value in bits 2:0; bit 3 says that it belongs to the sender, bit 4 that it was reserved before.</param>
internal readonly record struct MctpSocketAddress(uint Network, byte Endpoint, byte MessageType, byte Tag)
{
    public const int Size = 12;
    public const byte AnyEndpoint = 0xFF, TagOwner = 0x08, TagBits = 0x07;

    private const byte TypeBits = 0x7F;

    /// <summary>Reads an address; null when the bytes are none.</summary>
    public static MctpSocketAddress? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length < Size || BinaryPrimitives.ReadUInt16LittleEndian(bytes) != LinuxCalls.AfMctp ? null
            : new MctpSocketAddress(BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), bytes[8], bytes[9], bytes[10]);

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, LinuxCalls.AfMctp);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Network);
        (bytes[8], bytes[9], bytes[10]) = (Endpoint, MessageType, Tag);
        return bytes;
    }

    /// <summary>True when a message from here may be the answer to one that was sent to <paramref name="asked"/>.</summary>
    public bool Answers(MctpSocketAddress asked) =>
        Endpoint == asked.Endpoint && (MessageType & TypeBits) == asked.MessageType && (asked.Network == 0 || Network == asked.Network);
}
